{{/* The durable consumers of the services that follow their lag; libs/contracts/src/streams.ts names them, a test compares. */}}
{{- define "deskhook.consumers" -}}
evaluator:
  - { stream: EVENTS, consumer: evaluator }
dispatcher:
  - { stream: DELIVERIES, consumer: dispatcher }
  - { stream: RETRIES, consumer: dispatcher-retries }
  - { stream: DELIVERIES, consumer: dispatcher-ordered }
logs:
  - { stream: EVENTS, consumer: logs-events }
  - { stream: DELIVERIES, consumer: logs-deliveries }
  - { stream: ATTEMPTS, consumer: logs-attempts }
  - { stream: DEAD, consumer: logs-dead }
{{- end -}}
