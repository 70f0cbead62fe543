{{/* Files from Secrets that a process needs, as (volume, mount) pairs: (dict "root" $ "name" "gateway"). */}}
{{- define "deskhook.files" -}}
{{- $needs := include "deskhook.needs" .root | fromYaml -}}
{{- $values := .root.Values -}}
{{- $files := list -}}
{{- if and (has .name $needs.nats) (not $values.quickstart.enabled) -}}
{{- $auth := $values.nats.auth -}}
{{- if has $auth.type (list "nkey" "creds") -}}
{{- $path := ternary "user.nk" "user.creds" (eq $auth.type "nkey") -}}
{{- $files = append $files (dict "name" "nats-auth" "secret" $auth.existingSecret "items" (list (dict "key" (include "deskhook.natsKey" .) "path" $path))) -}}
{{- end -}}
{{- $files = concat $files (include "deskhook.tlsFiles" (dict "name" "nats" "tls" $values.nats.tls) | fromYamlArray) -}}
{{- end -}}
{{- if and (has .name $needs.database) (not $values.quickstart.enabled) -}}
{{- $files = concat $files (include "deskhook.tlsFiles" (dict "name" "database" "tls" $values.database.tls) | fromYamlArray) -}}
{{- end -}}
{{- if and (eq .name "dispatcher") $values.egress.ca.existingSecret -}}
{{- $files = append $files (dict "name" "egress-ca" "secret" $values.egress.ca.existingSecret "items" (list (dict "key" $values.egress.ca.key "path" "ca.crt"))) -}}
{{- end -}}
{{- toYaml $files -}}
{{- end -}}

{{- define "deskhook.tlsFiles" -}}
{{- $files := list -}}
{{- with .tls.ca -}}
{{- if .existingSecret -}}
{{- $files = append $files (dict "name" (printf "%s-ca" $.name) "secret" .existingSecret "items" (list (dict "key" .key "path" "ca.crt"))) -}}
{{- end -}}
{{- end -}}
{{- with .tls.clientCertificate -}}
{{- if .existingSecret -}}
{{- $items := list (dict "key" .certificateKey "path" "tls.crt") (dict "key" .privateKeyKey "path" "tls.key") -}}
{{- $files = append $files (dict "name" (printf "%s-client" $.name) "secret" .existingSecret "items" $items) -}}
{{- end -}}
{{- end -}}
{{- toYaml $files -}}
{{- end -}}

{{- define "deskhook.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- range include "deskhook.files" . | fromYamlArray }}
- name: {{ .name }}
  secret:
    secretName: {{ .secret | quote }}
    items:
      {{- toYaml .items | nindent 6 }}
{{- end }}
{{- end -}}

{{- define "deskhook.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- range include "deskhook.files" . | fromYamlArray }}
- name: {{ .name }}
  mountPath: /etc/deskhook/{{ .name }}
  readOnly: true
{{- end }}
{{- end -}}
