{{/* What a schema cannot say: settings that only make sense together. All faults at once. */}}
{{- define "deskhook.validate" -}}
{{- $faults := list -}}
{{- $v := .Values -}}
{{- if regexMatch "^[0-9]" (include "deskhook.fullname" .) -}}
{{- $faults = append $faults "fullnameOverride: set a name that begins with a letter, since a Service's must and the release's does not" -}}
{{- end -}}
{{- if $v.quickstart.enabled -}}
{{- $faults = concat $faults (include "deskhook.quickstartFaults" . | fromYamlArray) -}}
{{- end -}}
{{- if not $v.quickstart.enabled -}}
{{- if not $v.nats.url -}}
{{- $faults = append $faults "nats.url: set the address of your broker, such as nats://nats.nats.svc:4222 (or quickstart.enabled=true for a trial)" -}}
{{- end -}}
{{- if and (ne $v.nats.auth.type "none") (not $v.nats.auth.existingSecret) -}}
{{- $faults = append $faults (printf "nats.auth.existingSecret: name the Secret with the credentials for nats.auth.type=%s" $v.nats.auth.type) -}}
{{- end -}}
{{- $d := $v.database -}}
{{- if and $d.urlKey (not $d.existingSecret) (not $d.url) -}}
{{- $faults = append $faults "database.existingSecret: name the Secret that holds the URL under database.urlKey, or give database.url" -}}
{{- end -}}
{{- if not $d.urlKey -}}
{{- if not $d.host -}}
{{- $faults = append $faults "database.host: set the address of Postgres (or database.urlKey, the key of the whole URL in database.existingSecret)" -}}
{{- end -}}
{{- if and (eq $d.sslMode "verify-ca") (not $d.tls.ca.existingSecret) -}}
{{- $faults = append $faults "database.tls.ca.existingSecret: name the Secret with the authority of the database alone: with database.sslMode=verify-ca whatever it signed is trusted, whatever its name" -}}
{{- end -}}
{{- if not (or $d.existingSecret $d.password) -}}
{{- $faults = append $faults "database.existingSecret: name the Secret that holds the password under database.passwordKey, or give database.password" -}}
{{- end -}}
{{- end -}}
{{- if not $v.secrets.existingSecret -}}
{{- range $key := list "rootKey" "secretsKey" -}}
{{- if not (get $v.secrets $key) -}}
{{- $faults = append $faults (printf "secrets.existingSecret: name the Secret of the keys, or give secrets.%s (openssl rand -base64 32)" $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $v.httpRoute.enabled (not $v.httpRoute.parentRefs) -}}
{{- $faults = append $faults "httpRoute.parentRefs: name the Gateway that the route belongs to" -}}
{{- end -}}
{{- $types := dict "externalTrafficPolicy" (list "NodePort" "LoadBalancer") "loadBalancerClass" (list "LoadBalancer") "loadBalancerSourceRanges" (list "LoadBalancer") -}}
{{- range $field, $fitting := $types -}}
{{- if and (index $v.service $field) (not (has $v.service.type $fitting)) -}}
{{- $faults = append $faults (printf "service.%s: leave it empty, or set service.type=%s" $field (join " or " $fitting)) -}}
{{- end -}}
{{- end -}}
{{- range $name := splitList " " (include "deskhook.services" .) -}}
{{- $spec := include "deskhook.spec" (dict "root" $ "name" $name) | fromYaml -}}
{{- $scaled := $spec.autoscaling -}}
{{- $owners := include "deskhook.variableOwners" $ | fromYaml -}}
{{- range $variable := keys $spec.env | sortAlpha -}}
{{- with get $owners $variable -}}
{{- $faults = append $faults (printf "services.%s.env.%s: take it out (of defaults.env, too) and set %s" $name $variable .) -}}
{{- end -}}
{{- end -}}
{{- if and $scaled.enabled (gt (int $scaled.minReplicas) (int $scaled.maxReplicas)) -}}
{{- $faults = append $faults (printf "services.%s.autoscaling.maxReplicas: must not be below minReplicas (%d)" $name (int $scaled.minReplicas)) -}}
{{- end -}}
{{- if and (eq $name "gateway") $scaled.enabled (not (or $scaled.targetCpuPercent $scaled.targetMemoryPercent)) -}}
{{- $faults = append $faults "services.gateway.autoscaling.targetCpuPercent: an autoscaler needs this target, or targetMemoryPercent" -}}
{{- end -}}
{{- if and $scaled.enabled (has $name (list "subscriptions" "scheduler")) -}}
{{- $faults = append $faults (printf "services.%s.autoscaling.enabled: nothing is known that it could follow; set services.%s.replicas" $name $name) -}}
{{- end -}}
{{- if and $scaled.enabled (has $name (list "evaluator" "dispatcher" "logs")) (not $v.keda.natsMonitoringEndpoint) -}}
{{- $faults = append $faults (printf "keda.natsMonitoringEndpoint: services.%s.autoscaling needs the monitoring address of the broker, such as nats-headless.nats.svc:8222" $name) -}}
{{- end -}}
{{- end -}}
{{- with $faults -}}
{{- fail (printf "\n\nthe values do not fit together:\n  - %s\n" (join "\n  - " (uniq .))) -}}
{{- end -}}
{{- end -}}

{{/* What does not fit to a broker and a database of the chart's own, as a list. */}}
{{- define "deskhook.quickstartFaults" -}}
{{- $faults := list -}}
{{- $v := .Values -}}
{{- range $path := list "nats.url" "nats.auth.existingSecret" "database.host" "database.existingSecret" "database.urlKey" "database.url" "database.password" -}}
{{- $value := $v -}}
{{- range splitList "." $path -}}{{- $value = get $value . -}}{{- end -}}
{{- if $value -}}
{{- $faults = append $faults (printf "%s: leave it empty with quickstart.enabled=true, which makes a broker and a database of its own (or set quickstart.enabled=false)" $path) -}}
{{- end -}}
{{- end -}}
{{- if ne (int $v.config.streamReplicas) 1 -}}
{{- $faults = append $faults (printf "config.streamReplicas: %d needs as many brokers, and the quickstart has one; install with -f values-quickstart.yaml, which sets 1" (int $v.config.streamReplicas)) -}}
{{- end -}}
{{- $units := dict "Mi" 1 "Gi" 1024 "Ti" 1048576 -}}
{{- $storage := toString $v.quickstart.nats.storage -}}
{{- if regexMatch "^[0-9]+[MGT]i$" $storage -}}
{{- $room := mul (regexFind "^[0-9]+" $storage | int64) (get $units (regexFind "[MGT]i$" $storage)) -}}
{{- /* Six streams have this size; of its disk a broker takes three quarters. */ -}}
{{- $needed := mul 8 (int64 $v.config.streamMibMax) -}}
{{- if gt $needed $room -}}
{{- $faults = append $faults (printf "config.streamMibMax: six streams of %d MiB do not fit into quickstart.nats.storage=%s, of which the broker takes three quarters; install with -f values-quickstart.yaml, or give it %dMi" (int64 $v.config.streamMibMax) $storage $needed) -}}
{{- end -}}
{{- end -}}
{{- toYaml $faults -}}
{{- end -}}

{{/* Variables that the chart sets, by the values that stand for them: one that is given elsewhere would win, or be seen. */}}
{{- define "deskhook.variableOwners" -}}
DESKHOOK_DRAIN_MS: config.drainMs, which pods get the time for
DESKHOOK_ROOT_KEY: secrets.existingSecret
DESKHOOK_SECRETS_KEY: secrets.existingSecret
DESKHOOK_SECRETS_KEYS_OLD: secrets.existingSecret
DESKHOOK_NATS_URL: nats.url
DESKHOOK_NATS_USER: nats.auth.user
DESKHOOK_NATS_PASSWORD: nats.auth.existingSecret
DESKHOOK_NATS_NKEY: nats.auth.existingSecret
DESKHOOK_NATS_CREDS: nats.auth.existingSecret
DESKHOOK_NATS_TLS_CA_FILE: nats.tls.ca.existingSecret
DESKHOOK_NATS_TLS_CERT_FILE: nats.tls.clientCertificate.existingSecret
DESKHOOK_NATS_TLS_KEY_FILE: nats.tls.clientCertificate.existingSecret
DESKHOOK_NATS_PROVISION: hooks.enabled
DESKHOOK_DATABASE_URL: database.host, or database.urlKey
DESKHOOK_DATABASE_MIGRATE: hooks.enabled
PGPASSWORD: database.existingSecret
DESKHOOK_HTTP_PORT: service.port; that of pods is 8080
DESKHOOK_HEALTH_PORT: nothing; it is 8081
DESKHOOK_METRICS_PORT: metrics.enabled; it is 9464
DESKHOOK_EGRESS_CA_FILE: egress.ca.existingSecret
OTEL_EXPORTER_OTLP_ENDPOINT: telemetry.otlp.endpoint
OTEL_EXPORTER_OTLP_HEADERS: telemetry.otlp.headersSecret
{{- end -}}
