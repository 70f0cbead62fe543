{{/*
Short enough for the longest suffix (-dashboard-…) and what controllers append to it; without dots, which releases may have
and Services may not.
*/}}
{{- define "deskhook.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 40 | replace "." "-" | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "deskhook.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The services of Deskhook, as the image's entry names them. */}}
{{- define "deskhook.services" -}}
gateway subscriptions evaluator dispatcher scheduler logs
{{- end -}}

{{/* What picks all pods of the release; fixed for its life. */}}
{{- define "deskhook.selector" -}}
app.kubernetes.io/name: {{ include "deskhook.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* What picks the pods of one component: (dict "root" $ "component" "gateway"). */}}
{{- define "deskhook.componentSelector" -}}
{{ include "deskhook.selector" .root }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Labels of an object: what selects is fixed, the operator's come before the rest. (dict "root" $ "component" … "labels" …) */}}
{{- define "deskhook.labels" -}}
{{- $fixed := include "deskhook.selector" .root | fromYaml -}}
{{- with .component -}}{{- $_ := set $fixed "app.kubernetes.io/component" . -}}{{- end -}}
{{- $usual := dict "app.kubernetes.io/part-of" "deskhook" "app.kubernetes.io/version" .root.Chart.AppVersion "app.kubernetes.io/managed-by" .root.Release.Service -}}
{{- $_ := set $usual "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") -}}
{{- toYaml (merge $fixed (default (dict) .labels) .root.Values.commonLabels $usual) -}}
{{- end -}}

{{/* Metadata of an object: (dict "root" $ "suffix" "gateway" "component" "gateway" "annotations" (dict …)). */}}
{{- define "deskhook.metadata" -}}
name: {{ printf "%s-%s" (include "deskhook.fullname" .root) (default "" .suffix) | trunc 63 | trimSuffix "-" | quote }}
namespace: {{ .root.Release.Namespace | quote }}
labels:
  {{- include "deskhook.labels" . | nindent 2 }}
{{- with merge (dict) (default (dict) .annotations) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/*
Annotations of what runs, or is needed, before an installation, an upgrade or a rollback; the weight is the order. A rollback runs the
hooks of the release that it goes back to, which sets consumers to what that version's services want.
*/}}
{{- define "deskhook.hook" -}}
helm.sh/hook: pre-install,pre-upgrade,pre-rollback
helm.sh/hook-weight: {{ .weight | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
{{- end -}}

{{/* The image of all, or of a service that stays at another version: (dict "root" $ "image" (dict "tag" … "digest" …)). */}}
{{- define "deskhook.image" -}}
{{- $values := .root.Values -}}
{{- $own := default (dict) .image -}}
{{- $shared := ternary (dict) $values.image (or $own.tag $own.digest | empty | not) -}}
{{- with default $values.image.registry $values.global.imageRegistry }}{{ . | trimSuffix "/" }}/{{ end }}{{ $values.image.repository }}
{{- with default $shared.digest $own.digest }}@{{ . }}{{ else }}:{{ coalesce $own.tag $shared.tag .root.Chart.AppVersion }}{{ end }}
{{- end -}}

{{- define "deskhook.pullSecrets" -}}
{{- with concat .Values.global.imagePullSecrets .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* What a service is run with: its own values over the defaults. (dict "root" $ "name" "gateway") */}}
{{- define "deskhook.spec" -}}
{{- mustMergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (index .root.Values.services .name)) | toYaml -}}
{{- end -}}
