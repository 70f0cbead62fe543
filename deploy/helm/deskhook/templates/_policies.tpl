{{/* Addresses that hand out a cloud's credentials, or its machines'; never reachable, whatever is allowed. */}}
{{- define "deskhook.metadataAddresses" -}}
- 169.254.0.0/16
- 168.63.129.16/32
- 100.100.100.200/32
- 192.0.0.192/32
- fd00:ec2::23/128
- fd00:ec2::254/128
- fd00:42::42/128
- fd20:ce::254/128
- fe80::a9fe:a9fe/128
# The same through a translator (RFC 6052).
- 64:ff9b::a9fe:0/112
- 64:ff9b::a83f:8110/128
- 64:ff9b::6464:64c8/128
- 64:ff9b::c000:c0/128
{{- end -}}

{{/*
What is not the public internet (RFC 6890 and its like), and metadata addresses that look as if they were of it. Not
::ffff:0:0/96: Kubernetes refuses it, and no packet has such an address.
*/}}
{{- define "deskhook.privateRanges" -}}
- 0.0.0.0/8
- 10.0.0.0/8
- 100.64.0.0/10
- 127.0.0.0/8
- 168.63.129.16/32
- 169.254.0.0/16
- 172.16.0.0/12
- 192.0.0.0/24
- 192.168.0.0/16
- 198.18.0.0/15
- 224.0.0.0/4
- 240.0.0.0/4
- ::/96
- 64:ff9b::/96
- 64:ff9b:1::/48
- 2001::/32
- 2002::/16
- fc00::/7
- fe80::/10
- ff00::/8
{{- end -}}

{{/* An address range as the numbers of its groups: eight bits each for IPv4, sixteen for IPv6. */}}
{{- define "deskhook.groups" -}}
{{- $address := first (splitList "/" .) -}}
{{- if contains ":" $address -}}
{{- $halves := splitList "::" $address -}}
{{- $head := without (splitList ":" (first $halves)) "" -}}
{{- $tail := list -}}
{{- if gt (len $halves) 1 -}}{{- $tail = without (splitList ":" (last $halves)) "" -}}{{- end -}}
{{- range $head }}{{ int64 (printf "0x%s" .) }} {{ end -}}
{{- range until (int (sub (sub 8 (len $head)) (len $tail))) }}0 {{ end -}}
{{- range $tail }}{{ int64 (printf "0x%s" .) }} {{ end -}}
{{- else -}}
{{- range splitList "." $address }}{{ atoi . }} {{ end -}}
{{- end -}}
{{- end -}}

{{- define "deskhook.prefix" -}}
{{- $parts := splitList "/" . -}}
{{- if gt (len $parts) 1 -}}{{- last $parts -}}{{- else -}}{{- ternary 128 32 (contains ":" .) -}}{{- end -}}
{{- end -}}

{{/* "true" when the range `inner` lies within `outer`, or is the same. */}}
{{- define "deskhook.within" -}}
{{- $six := contains ":" .outer -}}
{{- $within := and (eq $six (contains ":" .inner)) (ge (include "deskhook.prefix" .inner | int) (include "deskhook.prefix" .outer | int)) -}}
{{- if $within -}}
{{- $width := ternary 16 8 $six -}}
{{- $powers := list 1 2 4 8 16 32 64 128 256 512 1024 2048 4096 8192 16384 32768 65536 -}}
{{- $inner := splitList " " (include "deskhook.groups" .inner | trim) -}}
{{- $prefix := include "deskhook.prefix" .outer | int -}}
{{- range $i, $group := splitList " " (include "deskhook.groups" .outer | trim) -}}
{{- $bits := max 0 (min $width (sub $prefix (mul $i $width))) -}}
{{- $divisor := index $powers (sub $width $bits | int) -}}
{{- if ne (div (atoi $group) $divisor) (div (atoi (index $inner $i)) $divisor) -}}{{- $within = false -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $within -}}
{{- end -}}

{{/* A range that the operator allows, without what stays forbidden in it. */}}
{{- define "deskhook.allowedRange" -}}
{{- $range := printf "%s/%s" (first (splitList "/" .)) (include "deskhook.prefix" .) -}}
{{- $except := list -}}
{{- range include "deskhook.metadataAddresses" . | fromYamlArray -}}
{{- if eq (include "deskhook.within" (dict "inner" $range "outer" .)) "true" -}}
{{- fail (printf "config.egressAllow, networkPolicy.dispatcher.allow: %s is an address of a cloud's metadata, which no policy of this chart opens; take it out, or set networkPolicy.enabled=false and write policies of your own" $range) -}}
{{- else if eq (include "deskhook.within" (dict "inner" . "outer" $range)) "true" -}}
{{- $except = append $except . -}}
{{- end -}}
{{- end -}}
- ipBlock:
    cidr: {{ $range }}
    {{- with $except }}
    except:
      {{- toYaml . | nindent 6 }}
    {{- end }}
{{- end -}}

{{/* The internet without what is private, then what is allowed of that. */}}
{{- define "deskhook.internet" -}}
{{- range list "0.0.0.0/0" "::/0" }}
{{- $any := . }}
- ipBlock:
    cidr: {{ $any | quote }}
    except:
      {{- range include "deskhook.privateRanges" $ | fromYamlArray }}
      {{- if eq (contains ":" .) (contains ":" $any) }}
      - {{ . | quote }}
      {{- end }}
      {{- end }}
{{- end }}
{{- $allow := .Values.config.egressAllow }}
{{- if kindIs "string" $allow }}{{- $allow = splitList "," $allow }}{{- end }}
{{- range uniq (concat $allow .Values.networkPolicy.dispatcher.allow) }}
{{- with trim . }}
{{ include "deskhook.allowedRange" . }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "deskhook.ports" -}}
{{- range . }}
- { protocol: TCP, port: {{ int . }} }
{{- end }}
{{- end -}}

{{/* Port of an address such as nats://nats:4222, [::1]:4222 or https://collector/v1: its own, or its scheme's. (dict "url" … "schemes" (dict …) "port" 4222) */}}
{{- define "deskhook.urlPort" -}}
{{- $scheme := regexFind "^[a-z]+://" .url | trimSuffix "://" -}}
{{- $server := regexReplaceAll "^[a-z]+://" .url "" | splitList "/" | first -}}
{{- $port := regexReplaceAll "\\[[^]]*\\]" $server "" | regexFind ":[0-9]+$" | trimPrefix ":" -}}
{{- default (default .port (get .schemes $scheme)) $port -}}
{{- end -}}

{{/* Ports of the broker: those of its addresses, then those of the values; a cluster may tell its clients of servers elsewhere. */}}
{{- define "deskhook.natsPorts" -}}
{{- $ports := list -}}
{{- range without (regexSplit "[\\s,]+" (include "deskhook.natsUrl" .) -1) "" -}}
{{- $ports = append $ports (include "deskhook.urlPort" (dict "url" . "schemes" (dict) "port" "4222") | int) -}}
{{- end -}}
{{- range .Values.networkPolicy.nats.ports -}}{{- $ports = append $ports (int .) -}}{{- end -}}
{{- include "deskhook.ports" (uniq $ports) -}}
{{- end -}}

{{/* Ports of the collector: that of its address, then those of the values. */}}
{{- define "deskhook.otlpPorts" -}}
{{- $otlp := .Values.telemetry.otlp -}}
{{- $http := ternary "443" "80" (eq $otlp.protocol "grpc") -}}
{{- $ports := list (include "deskhook.urlPort" (dict "url" $otlp.endpoint "schemes" (dict "https" "443") "port" $http) | int) -}}
{{- range .Values.networkPolicy.otlp.ports -}}{{- $ports = append $ports (int .) -}}{{- end -}}
{{- include "deskhook.ports" (uniq $ports) -}}
{{- end -}}

{{/*
The way to a server that a setting gives by its address, such as 10.0.0.53, [fd00::53]:5353 or proxy:3128; none for one with
a name, nor for metadata's addresses, of which caches on the node may be one. (dict "server" … "port" 53 "protocols" (list …))
*/}}
{{- define "deskhook.serverRule" -}}
{{- $colons := len (regexFindAll ":" .server -1) -}}
{{- $address := .server -}}
{{- $port := .port -}}
{{- if or (eq $colons 1) (hasPrefix "[" .server) -}}
{{- $address = regexReplaceAll "^\\[?(.*?)\\]?(:[0-9]+)?$" .server "${1}" -}}
{{- with regexFind "[^]]:[0-9]+$|]:[0-9]+$" .server -}}{{- $port = last (splitList ":" .) -}}{{- end -}}
{{- end -}}
{{- if regexMatch "^([0-9]+[.]){3}[0-9]+$|^[0-9a-fA-F:]*:[0-9a-fA-F:]*$" $address -}}
{{- $range := printf "%s/%s" $address (include "deskhook.prefix" $address) -}}
{{- $metadata := false -}}
{{- range include "deskhook.metadataAddresses" . | fromYamlArray -}}
{{- if eq (include "deskhook.within" (dict "inner" $range "outer" .)) "true" -}}{{- $metadata = true -}}{{- end -}}
{{- end -}}
{{- if not $metadata }}
- to:
    - ipBlock:
        cidr: {{ $range | quote }}
  ports:
    {{- range .protocols }}
    - { protocol: {{ . }}, port: {{ $port }} }
    {{- end }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* Where the dispatcher goes on its way: name servers of its own, and a proxy. */}}
{{- define "deskhook.wayOut" -}}
{{- range without (regexSplit "[\\s,]+" (include "deskhook.text" .Values.config.egressDns) -1) "" }}
{{- include "deskhook.serverRule" (dict "server" . "port" 53 "protocols" (list "UDP" "TCP")) }}
{{- end }}
{{- with .Values.config.egressProxy | trimPrefix "http://" | trimSuffix "/" }}
{{- include "deskhook.serverRule" (dict "server" . "port" 80 "protocols" (list "TCP")) }}
{{- end }}
{{- end -}}

{{/* The policy of one component: (dict "root" $ "name" "gateway" "spec" …). */}}
{{- define "deskhook.policy" -}}
{{- $policy := .root.Values.networkPolicy -}}
{{- $needs := include "deskhook.needs" .root | fromYaml -}}
{{- $quickstart := .root.Values.quickstart.enabled -}}
{{- $hook := has .name (list "provision" "migrate") -}}
{{- $test := eq .name "test" -}}
podSelector:
  matchLabels:
    {{- include "deskhook.componentSelector" (dict "root" .root "component" .name) | nindent 4 }}
policyTypes: [Ingress, Egress]
{{- with include "deskhook.ingressRules" . | trim }}
ingress:
  {{- . | nindent 2 }}
{{- end }}
egress:
  - to:
      {{- toYaml $policy.dns.to | nindent 6 }}
    ports:
      {{- range $policy.dns.ports }}
      - { protocol: UDP, port: {{ int . }} }
      - { protocol: TCP, port: {{ int . }} }
      {{- end }}
  {{- if has .name $needs.nats }}
  - to:
      {{- if $quickstart }}
      {{- include "deskhook.peer" (dict "root" .root "component" "nats") | nindent 6 }}
      {{- else }}
      {{- toYaml $policy.nats.to | nindent 6 }}
      {{- end }}
    ports:
      {{- include "deskhook.natsPorts" .root | trim | nindent 6 }}
  {{- end }}
  {{- if has .name $needs.database }}
  - to:
      {{- if $quickstart }}
      {{- include "deskhook.peer" (dict "root" .root "component" "postgres") | nindent 6 }}
      {{- else }}
      {{- toYaml $policy.database.to | nindent 6 }}
      {{- end }}
    ports:
      - { protocol: TCP, port: {{ ternary 5432 (int .root.Values.database.port) $quickstart }} }
  {{- end }}
  {{- if and .root.Values.telemetry.otlp.endpoint (not $hook) (not $test) }}
  - to:
      {{- toYaml $policy.otlp.to | nindent 6 }}
    ports:
      {{- include "deskhook.otlpPorts" .root | trim | nindent 6 }}
  {{- end }}
  {{- if eq .name "dispatcher" }}
  - to:
      {{- include "deskhook.internet" .root | trim | nindent 6 }}
    {{- with $policy.dispatcher.ports }}
    ports:
      {{- include "deskhook.ports" . | trim | nindent 6 }}
    {{- else }}
    ports:
      - { protocol: TCP, port: 1, endPort: 65535 }
    {{- end }}
  {{- with include "deskhook.wayOut" .root | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- end }}
  {{- if $test }}
  - to:
      {{- include "deskhook.peer" (dict "root" .root "component" "gateway") | nindent 6 }}
    ports:
      - { protocol: TCP, port: 8080 }
  {{- end }}
  {{- with (default (dict) .spec.networkPolicy).extraEgress }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "deskhook.peer" -}}
- podSelector:
    matchLabels:
      {{- include "deskhook.componentSelector" . | nindent 6 }}
{{- end -}}

{{- define "deskhook.ingressRules" -}}
{{- $policy := .root.Values.networkPolicy -}}
{{- if eq .name "gateway" }}
- from:
    {{- with $policy.gateway.from }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- include "deskhook.peer" (dict "root" .root "component" "test") | nindent 4 }}
  ports:
    - { protocol: TCP, port: 8080 }
{{- end }}
{{- if and .root.Values.metrics.enabled (has .name (splitList " " (include "deskhook.services" .root))) }}
{{- with $policy.metrics.from }}
- from:
    {{- toYaml . | nindent 4 }}
  ports:
    - { protocol: TCP, port: 9464 }
{{- end }}
{{- end }}
{{- with (default (dict) .spec.networkPolicy).extraIngress }}
{{ toYaml . }}
{{- end }}
{{- end -}}
