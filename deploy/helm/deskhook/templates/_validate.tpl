{{/* What a schema cannot say: settings that only make sense together. All faults at once. */}}
{{- define "deskhook.validate" -}}
{{- $faults := list -}}
{{- $v := .Values -}}
{{- if regexMatch "^[0-9]" (include "deskhook.fullname" .) -}}
{{- $faults = append $faults "fullnameOverride: set a name that begins with a letter, since a Service's must and the release's does not" -}}
{{- end -}}
{{- if $v.quickstart.enabled -}}
{{- range list "existingSecret" "urlKey" -}}
{{- if get $v.database . -}}
{{- $faults = append $faults (printf "database.%s: leave it empty with quickstart.enabled=true, which makes a database of its own" .) -}}
{{- end -}}
{{- end -}}
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
{{- range $name := splitList " " (include "deskhook.services" .) -}}
{{- $spec := include "deskhook.spec" (dict "root" $ "name" $name) | fromYaml -}}
{{- $scaled := $spec.autoscaling -}}
{{- if hasKey $spec.env "DESKHOOK_DRAIN_MS" -}}
{{- $faults = append $faults (printf "services.%s.env.DESKHOOK_DRAIN_MS: set config.drainMs, which pods get the time for" $name) -}}
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
