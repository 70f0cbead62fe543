{{/*
Keys and passwords of the quickstart, encoded. Drawn once: an upgrade finds them in the cluster, which `helm template` and what
builds on it cannot. All templates of a rendering see the same, which is why they are kept in the values.
*/}}
{{- define "deskhook.drawn" -}}
{{- if not (hasKey .Values.quickstart "drawn") -}}
{{- $drawn := dict -}}
{{- if .Values.quickstart.enabled -}}
{{- $old := (lookup "v1" "Secret" .Release.Namespace (printf "%s-quickstart" (include "deskhook.fullname" .))).data | default dict -}}
{{- /* A letter first, lest the broker's configuration reads a number. */ -}}
{{- range list "root-key" "nats-password" "postgres-password" -}}
{{- $_ := set $drawn . (default (printf "k%s" (randAlphaNum 39) | b64enc) (get $old .)) -}}
{{- end -}}
{{- $_ := set $drawn "secrets-key" (default (randBytes 32 | b64enc) (get $old "secrets-key")) -}}
{{- end -}}
{{- $_ := set .Values.quickstart "drawn" $drawn -}}
{{- end -}}
{{- toYaml .Values.quickstart.drawn -}}
{{- end -}}

{{/* Data of the Secret that the chart makes where none exists, encoded. */}}
{{- define "deskhook.secretData" -}}
{{- $secrets := .Values.secrets -}}
{{- $drawn := include "deskhook.drawn" . | fromYaml -}}
{{- $data := include "deskhook.databaseSecretData" . | fromYaml -}}
{{- if not $secrets.existingSecret -}}
{{- $_ := set $data $secrets.keys.rootKey (ternary (get $drawn "root-key") ($secrets.rootKey | b64enc) (eq $secrets.rootKey "")) -}}
{{- $_ := set $data $secrets.keys.secretsKey (ternary (get $drawn "secrets-key") ($secrets.secretsKey | b64enc) (eq $secrets.secretsKey "")) -}}
{{- with $secrets.secretsKeysOld -}}
{{- $_ := set $data $secrets.keys.secretsKeysOld (include "deskhook.text" . | b64enc) -}}
{{- end -}}
{{- end -}}
{{- toYaml $data -}}
{{- end -}}

{{/* The database's credential, which the services and the migration need. */}}
{{- define "deskhook.databaseSecretData" -}}
{{- $data := dict -}}
{{- $database := .Values.database -}}
{{- if .Values.quickstart.enabled -}}
{{- $_ := set $data $database.passwordKey (get (include "deskhook.drawn" . | fromYaml) "postgres-password") -}}
{{- else if not $database.existingSecret -}}
{{- if $database.urlKey -}}
{{- $_ := set $data $database.urlKey ($database.url | b64enc) -}}
{{- else -}}
{{- $_ := set $data $database.passwordKey ($database.password | b64enc) -}}
{{- end -}}
{{- end -}}
{{- toYaml $data -}}
{{- end -}}
