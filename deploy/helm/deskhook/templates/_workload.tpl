{{/*
How long a pod may take to end: endpoints are removed (preStop), work ends (drain), the broker gets its last
acknowledgements (margin). Less would kill work in progress. (dict "root" $ "spec" …)
*/}}
{{- define "deskhook.graceSeconds" -}}
{{- $drain := divf (float64 .root.Values.config.drainMs) 1000 | ceil | int -}}
{{- add (int .spec.preStopSeconds) $drain (max 10 (int .spec.graceMarginSeconds)) -}}
{{- end -}}

{{- define "deskhook.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "deskhook.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Spread softly over zones and hosts, unless the values say how. */}}
{{- define "deskhook.topologySpread" -}}
{{- if kindIs "slice" .spec.topologySpreadConstraints -}}
{{- toYaml .spec.topologySpreadConstraints -}}
{{- else -}}
{{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
- maxSkew: 1
  topologyKey: {{ . }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "deskhook.componentSelector" (dict "root" $.root "component" $.name) | nindent 6 }}
  matchLabelKeys: [pod-template-hash]
{{- end }}
{{- end -}}
{{- end -}}

{{- define "deskhook.probes" -}}
{{- $port := ternary "http" "health" (eq .name "gateway") -}}
startupProbe:
  httpGet: { path: /healthz, port: {{ $port }} }
  {{- toYaml .spec.probes.startup | nindent 2 }}
livenessProbe:
  httpGet: { path: /healthz, port: {{ $port }} }
  {{- toYaml .spec.probes.liveness | nindent 2 }}
readinessProbe:
  httpGet: { path: /readyz, port: {{ $port }} }
  {{- toYaml .spec.probes.readiness | nindent 2 }}
{{- end -}}

{{/* Variables beside those of the ConfigMap. */}}
{{- define "deskhook.serviceEnv" -}}
{{- include "deskhook.secretEnvs" . }}
{{- if and (eq .name "dispatcher") .root.Values.egress.ca.existingSecret }}
- name: DESKHOOK_EGRESS_CA_FILE
  value: /etc/deskhook/egress-ca/ca.crt
{{- end }}
{{- if .root.Values.telemetry.otlp.endpoint }}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: OTEL_RESOURCE_ATTRIBUTES
  value: k8s.namespace.name={{ .root.Release.Namespace }},k8s.pod.name=$(POD_NAME),service.namespace=deskhook
{{- with .root.Values.telemetry.otlp.headersSecret.name }}
{{ include "deskhook.secretEnv" (dict "name" "OTEL_EXPORTER_OTLP_HEADERS" "secret" . "key" $.root.Values.telemetry.otlp.headersSecret.key) }}
{{- end }}
{{- end }}
{{- range $name, $value := .spec.env }}
- name: {{ $name }}
  value: {{ include "deskhook.text" $value | quote }}
{{- end }}
{{- with .spec.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A list of variables with each name once, the last: server-side apply refuses an object that has one twice. */}}
{{- define "deskhook.onceEach" -}}
{{- $seen := dict -}}
{{- $once := list -}}
{{- range . | fromYamlArray | reverse -}}
{{- if not (hasKey $seen .name) -}}
{{- $_ := set $seen .name true -}}
{{- $once = prepend $once . -}}
{{- end -}}
{{- end -}}
{{- toYaml $once -}}
{{- end -}}

{{- define "deskhook.container" -}}
name: {{ .name }}
image: {{ include "deskhook.image" (dict "root" .root "image" .spec.image) }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
args: [{{ .name }}]
envFrom:
  - configMapRef:
      name: {{ include "deskhook.fullname" .root | quote }}
  {{- with .spec.extraEnvFrom }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with include "deskhook.serviceEnv" . | trim }}
env:
  {{- include "deskhook.onceEach" . | nindent 2 }}
{{- end }}
ports:
  {{- if eq .name "gateway" }}
  - { name: http, containerPort: 8080 }
  {{- else }}
  - { name: health, containerPort: 8081 }
  {{- end }}
  {{- if .root.Values.metrics.enabled }}
  - { name: metrics, containerPort: 9464 }
  {{- end }}
{{ include "deskhook.probes" . }}
{{- if gt (int .spec.preStopSeconds) 0 }}
lifecycle:
  preStop:
    sleep:
      seconds: {{ int .spec.preStopSeconds }}
{{- end }}
resources:
  {{- toYaml .spec.resources | nindent 2 }}
securityContext:
  {{- mergeOverwrite (include "deskhook.containerSecurity" . | fromYaml) .spec.securityContext | toYaml | nindent 2 }}
volumeMounts:
  {{- include "deskhook.volumeMounts" . | nindent 2 }}
  {{- with .spec.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* Where a pod may run. */}}
{{- define "deskhook.placement" -}}
{{- range $field := list "nodeSelector" "tolerations" "affinity" "priorityClassName" "runtimeClassName" }}
{{- with index $.spec $field }}
{{ $field }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "deskhook.pod" -}}
metadata:
  labels:
    {{- include "deskhook.labels" (dict "root" .root "component" .name "labels" .spec.podLabels) | nindent 4 }}
    {{- if .root.Values.metrics.enabled }}
    deskhook.dev/metrics: "true"
    {{- end }}
  annotations:
    # A changed setting or key rolls the pods.
    checksum/config: {{ include "deskhook.config" .root | sha256sum }}
    {{- if or .root.Values.quickstart.enabled (not .root.Values.secrets.existingSecret) }}
    checksum/secrets: {{ include "deskhook.secretData" .root | sha256sum }}
    {{- end }}
    {{- with .spec.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "deskhook.serviceAccountName" . | quote }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with include "deskhook.pullSecrets" .root | trim }}{{ . | nindent 2 }}{{ end }}
  terminationGracePeriodSeconds: {{ include "deskhook.graceSeconds" . }}
  securityContext:
    {{- mergeOverwrite (include "deskhook.podSecurity" . | fromYaml) .spec.podSecurityContext | toYaml | nindent 4 }}
  {{- with include "deskhook.placement" . | trim }}{{ . | nindent 2 }}{{ end }}
  {{- with include "deskhook.topologySpread" . | trim }}
  topologySpreadConstraints:
    {{- . | nindent 4 }}
  {{- end }}
  {{- with .spec.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - {{ include "deskhook.container" . | indent 6 | trim }}
    {{- with .spec.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    {{- include "deskhook.volumes" . | nindent 4 }}
    {{- with .spec.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- define "deskhook.serviceAccountName" -}}
{{- if .spec.serviceAccount.create -}}
{{- default (printf "%s-%s" (include "deskhook.fullname" .root) .name) .spec.serviceAccount.name -}}
{{- else -}}
{{- default "default" .spec.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "deskhook.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "deskhook.metadata" (dict "root" .root "suffix" .name "component" .name "annotations" .spec.annotations) | nindent 2 }}
spec:
  {{- if not .spec.autoscaling.enabled }}
  replicas: {{ int .spec.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  minReadySeconds: {{ int .spec.minReadySeconds }}
  strategy:
    {{- $rolls := eq .spec.strategy.type "RollingUpdate" }}
    {{- toYaml (ternary .spec.strategy (omit .spec.strategy "rollingUpdate") $rolls) | nindent 4 }}
  selector:
    matchLabels:
      {{- include "deskhook.componentSelector" (dict "root" .root "component" .name) | nindent 6 }}
  template:
    {{- include "deskhook.pod" . | nindent 4 }}
{{- end -}}
