{{/* A hook: (dict "root" $ "name" "provision" "weight" 0 "args" (list …)). Its settings stand in it, since no ConfigMap is there yet. */}}
{{- define "deskhook.job" -}}
{{- $spec := .root.Values.hooks -}}
apiVersion: batch/v1
kind: Job
metadata:
  {{- include "deskhook.metadata" (dict "root" .root "suffix" .name "component" .name "annotations" (include "deskhook.hook" . | fromYaml)) | nindent 2 }}
spec:
  backoffLimit: {{ int $spec.backoffLimit }}
  activeDeadlineSeconds: {{ int $spec.activeDeadlineSeconds }}
  template:
    metadata:
      labels:
        {{- include "deskhook.labels" (dict "root" .root "component" .name "labels" $spec.podLabels) | nindent 8 }}
      {{- with $spec.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "deskhook.hooksAccountName" .root | quote }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      restartPolicy: Never
      {{- with include "deskhook.pullSecrets" .root | trim }}{{ . | nindent 6 }}{{ end }}
      securityContext:
        {{- mergeOverwrite (include "deskhook.podSecurity" . | fromYaml) .root.Values.defaults.podSecurityContext | toYaml | nindent 8 }}
      {{- with include "deskhook.placement" (dict "spec" $spec) | trim }}{{ . | nindent 6 }}{{ end }}
      {{- with $spec.initContainers }}
      initContainers:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .name }}
          image: {{ include "deskhook.image" (dict "root" .root) }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          args:
            {{- toYaml .args | nindent 12 }}
          env:
            {{- include "deskhook.onceEach" (include "deskhook.jobEnv" .) | nindent 12 }}
          resources:
            {{- toYaml $spec.resources | nindent 12 }}
          securityContext:
            {{- mergeOverwrite (include "deskhook.containerSecurity" . | fromYaml) .root.Values.defaults.securityContext | toYaml | nindent 12 }}
          volumeMounts:
            {{- include "deskhook.volumeMounts" . | nindent 12 }}
            {{- with $spec.extraVolumeMounts }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
      volumes:
        {{- include "deskhook.volumes" . | nindent 8 }}
        {{- with $spec.extraVolumes }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
{{- end -}}

{{- define "deskhook.hooksAccountName" -}}
{{- $account := .Values.hooks.serviceAccount -}}
{{- default (ternary (printf "%s-hooks" (include "deskhook.fullname" .)) "default" $account.create) $account.name -}}
{{- end -}}

{{/* The settings of a hook, without those of servers and telemetry. */}}
{{- define "deskhook.jobEnv" -}}
{{- range $name, $value := omit (include "deskhook.config" .root | fromYaml) "DESKHOOK_HTTP_PORT" "DESKHOOK_HEALTH_PORT" "DESKHOOK_METRICS_PORT" "DESKHOOK_DATABASE_MIGRATE" "DESKHOOK_NATS_PROVISION" }}
{{- if not (hasPrefix "OTEL_" $name) }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- include "deskhook.secretEnvs" . }}
{{- with .root.Values.hooks.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}
