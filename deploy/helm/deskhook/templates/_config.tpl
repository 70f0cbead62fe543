{{/* A value as the text of an environment variable: lists by commas, numbers without an exponent. */}}
{{- define "deskhook.text" -}}
{{- if kindIs "slice" . -}}
{{- join "," . -}}
{{- else if and (kindIs "float64" .) (eq (float64 (int64 .)) .) -}}
{{- printf "%d" (int64 .) -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end -}}

{{/* Whether services make streams and tables by themselves, for want of the hooks. */}}
{{- define "deskhook.selfMade" -}}
{{- if or .Values.quickstart.enabled (not .Values.hooks.enabled) -}}true{{- else -}}false{{- end -}}
{{- end -}}

{{- define "deskhook.natsUrl" -}}
{{- if .Values.quickstart.enabled -}}
nats://{{ include "deskhook.fullname" . }}-nats:4222
{{- else -}}
{{- include "deskhook.text" .Values.nats.url -}}
{{- end -}}
{{- end -}}

{{/* Every setting that is no secret, as a map of environment variables. */}}
{{- define "deskhook.config" -}}
{{- $env := dict -}}
{{- range $key, $value := .Values.config -}}
{{- $text := include "deskhook.text" $value -}}
{{- if ne $text "" -}}
{{- $_ := set $env (printf "DESKHOOK_%s" (snakecase $key | upper)) $text -}}
{{- end -}}
{{- end -}}
{{- $_ := set $env "DESKHOOK_NATS_URL" (include "deskhook.natsUrl" .) -}}
{{- $_ := set $env "DESKHOOK_NATS_PROVISION" (include "deskhook.selfMade" .) -}}
{{- $_ := set $env "DESKHOOK_DATABASE_MIGRATE" (include "deskhook.selfMade" .) -}}
{{- $_ := set $env "DESKHOOK_HTTP_PORT" "8080" -}}
{{- $_ := set $env "DESKHOOK_HEALTH_PORT" "8081" -}}
{{- if .Values.metrics.enabled -}}
{{- $_ := set $env "DESKHOOK_METRICS_PORT" "9464" -}}
{{- end -}}
{{- with .Values.nats.tls -}}
{{- if .ca.existingSecret -}}
{{- $_ := set $env "DESKHOOK_NATS_TLS_CA_FILE" "/etc/deskhook/nats-ca/ca.crt" -}}
{{- end -}}
{{- if .clientCertificate.existingSecret -}}
{{- $_ := set $env "DESKHOOK_NATS_TLS_CERT_FILE" "/etc/deskhook/nats-client/tls.crt" -}}
{{- $_ := set $env "DESKHOOK_NATS_TLS_KEY_FILE" "/etc/deskhook/nats-client/tls.key" -}}
{{- end -}}
{{- end -}}
{{- with .Values.telemetry.otlp -}}
{{- if .endpoint -}}
{{- $_ := set $env "OTEL_EXPORTER_OTLP_ENDPOINT" .endpoint -}}
{{- $_ := set $env "OTEL_EXPORTER_OTLP_PROTOCOL" .protocol -}}
{{- $_ := set $env "OTEL_METRICS_EXPORTER" (ternary "otlp" "none" .metrics) -}}
{{- with .sampler -}}{{- $_ := set $env "OTEL_TRACES_SAMPLER" . -}}{{- end -}}
{{- with .samplerArg -}}{{- $_ := set $env "OTEL_TRACES_SAMPLER_ARG" (include "deskhook.text" .) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml $env -}}
{{- end -}}

{{/* One variable that comes from a Secret: (dict "name" … "secret" … "key" … "optional" bool). */}}
{{- define "deskhook.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret | quote }}
      key: {{ .key | quote }}
      {{- if .optional }}
      optional: true
      {{- end }}
{{- end -}}

{{/* Who needs which secret: the least that a service works with. */}}
{{- define "deskhook.needs" -}}
rootKey: [gateway]
secretsKey: [subscriptions, dispatcher{{ if .Values.connectors.enabled }}, gateway{{ end }}]
database: [subscriptions, logs, migrate]
nats: [gateway, subscriptions, evaluator, dispatcher, scheduler, logs, provision]
{{- end -}}

{{/* The Secret of the keys; that of the hooks lives only as long as they run. (dict "root" $ "name" "gateway") */}}
{{- define "deskhook.secretName" -}}
{{- $hook := has .name (list "migrate" "provision") -}}
{{- printf "%s%s" (include "deskhook.fullname" .root) (ternary "-hooks" "" $hook) -}}
{{- end -}}

{{/* Variables from Secrets: (dict "root" $ "name" "gateway"). */}}
{{- define "deskhook.secretEnvs" -}}
{{- $needs := include "deskhook.needs" .root | fromYaml -}}
{{- $values := .root.Values -}}
{{- $keys := default (include "deskhook.secretName" .) $values.secrets.existingSecret -}}
{{- if has .name $needs.rootKey }}
{{ include "deskhook.secretEnv" (dict "name" "DESKHOOK_ROOT_KEY" "secret" $keys "key" $values.secrets.keys.rootKey) }}
{{- end }}
{{- if has .name $needs.secretsKey }}
{{ include "deskhook.secretEnv" (dict "name" "DESKHOOK_SECRETS_KEY" "secret" $keys "key" $values.secrets.keys.secretsKey) }}
{{ include "deskhook.secretEnv" (dict "name" "DESKHOOK_SECRETS_KEYS_OLD" "secret" $keys "key" $values.secrets.keys.secretsKeysOld "optional" true) }}
{{- end }}
{{- if has .name $needs.database }}
{{- include "deskhook.databaseEnv" . }}
{{- end }}
{{- if has .name $needs.nats }}
{{- include "deskhook.natsEnv" . }}
{{- end }}
{{- if and (eq .name "dispatcher") $values.egress.proxy.existingSecret }}
{{ include "deskhook.secretEnv" (dict "name" "DESKHOOK_EGRESS_PROXY" "secret" $values.egress.proxy.existingSecret "key" $values.egress.proxy.key) }}
{{- end }}
{{- end -}}

{{/* The password has a variable of its own (libpq's), since a URL would need it escaped. */}}
{{- define "deskhook.databaseEnv" -}}
{{- $database := .root.Values.database -}}
{{- $secret := default (include "deskhook.secretName" .) $database.existingSecret -}}
{{- if $database.urlKey }}
{{ include "deskhook.secretEnv" (dict "name" "DESKHOOK_DATABASE_URL" "secret" $secret "key" $database.urlKey) }}
{{- else }}
- name: DESKHOOK_DATABASE_URL
  value: {{ include "deskhook.databaseUrl" .root | quote }}
{{ include "deskhook.secretEnv" (dict "name" "PGPASSWORD" "secret" $secret "key" $database.passwordKey) }}
{{- end }}
{{- end -}}

{{- define "deskhook.databaseUrl" -}}
{{- $d := .Values.database -}}
{{- $parameters := list -}}
{{- if .Values.quickstart.enabled -}}
postgres://deskhook@{{ include "deskhook.fullname" . }}-postgres:5432/deskhook
{{- else -}}
{{- /* The driver takes verify-ca for verify-full unless it is told to be as libpq is. */ -}}
{{- if eq $d.sslMode "verify-ca" -}}{{- $parameters = append $parameters "uselibpqcompat=true" -}}{{- end -}}
{{- with $d.sslMode -}}{{- $parameters = append $parameters (printf "sslmode=%s" .) -}}{{- end -}}
{{- if $d.tls.ca.existingSecret -}}{{- $parameters = append $parameters "sslrootcert=/etc/deskhook/database-ca/ca.crt" -}}{{- end -}}
{{- if $d.tls.clientCertificate.existingSecret -}}
{{- $parameters = concat $parameters (list "sslcert=/etc/deskhook/database-client/tls.crt" "sslkey=/etc/deskhook/database-client/tls.key") -}}
{{- end -}}
postgres://{{ $d.user | urlquery | replace "+" "%20" }}@{{ $d.host }}:{{ int $d.port }}/{{ $d.name | urlquery | replace "+" "%20" }}
{{- with $parameters }}?{{ join "&" . }}{{ end -}}
{{- end -}}
{{- end -}}

{{/* Each service is a user of its own; with one user for all, it is named. */}}
{{- define "deskhook.natsEnv" -}}
{{- $auth := .root.Values.nats.auth -}}
{{- if .root.Values.quickstart.enabled }}
- name: DESKHOOK_NATS_USER
  value: deskhook
{{ include "deskhook.secretEnv" (dict "name" "DESKHOOK_NATS_PASSWORD" "secret" (printf "%s-quickstart" (include "deskhook.fullname" .root)) "key" "nats-password") }}
{{- else if eq $auth.type "password" }}
- name: DESKHOOK_NATS_USER
  value: {{ default .name $auth.user | quote }}
{{ include "deskhook.secretEnv" (dict "name" "DESKHOOK_NATS_PASSWORD" "secret" $auth.existingSecret "key" (include "deskhook.natsKey" .)) }}
{{- else if eq $auth.type "nkey" }}
- name: DESKHOOK_NATS_NKEY
  value: /etc/deskhook/nats-auth/user.nk
{{- else if eq $auth.type "creds" }}
- name: DESKHOOK_NATS_CREDS
  value: /etc/deskhook/nats-auth/user.creds
{{- end }}
{{- end -}}

{{/* The key of a service's credential: {service} in the pattern stands for its name. */}}
{{- define "deskhook.natsKey" -}}
{{- $auth := .root.Values.nats.auth -}}
{{- $patterns := dict "password" "{service}-password" "nkey" "{service}.nk" "creds" "{service}.creds" -}}
{{- default (get $patterns $auth.type) $auth.key | replace "{service}" .name -}}
{{- end -}}
