# syntax=docker/dockerfile:1
# One image for every service: docker build -t deskhook .  (docs/adr/0031-image-and-migrations.md says why it is as it is)
#
# Tags move. Where builds must be repeatable, give the bases by digest:
#   --build-arg BUILD_IMAGE=node:24.21.0-bookworm-slim@sha256:… --build-arg RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot@sha256:…
# Any base with Node 24 in /nodejs/bin, /usr/local/bin or /usr/bin will do as RUNTIME_IMAGE, node:24.21.0-bookworm-slim among them.
ARG BUILD_IMAGE=node:24.21.0-bookworm-slim
ARG RUNTIME_IMAGE=gcr.io/distroless/nodejs24-debian12:nonroot

# --- compiled: services, libs, command line, console ----------------------------------------------------------------
FROM ${BUILD_IMAGE} AS build
WORKDIR /deskhook
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit
COPY . .
RUN npm run build

# --- what runs beside it: dependencies, without what only compilers and debuggers of theirs read --------------------
FROM ${BUILD_IMAGE} AS production
WORKDIR /deskhook
COPY package.json package-lock.json .npmrc ./
# The optional ones are npm's own Node, which the image has already.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit
# Of what is installed here, all of it: with --omit=dev npm leaves out what development shares with it, too.
RUN npm pkg delete devDependencies optionalDependencies overrides \
  && npm sbom --sbom-format=cyclonedx --sbom-type=application > sbom.cdx.json
RUN find node_modules -type f \( -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.tsbuildinfo' \) -delete \
  && rm -rf node_modules/typeorm/browser node_modules/.bin

# --- the command line as a program: the image may have neither shell nor env, so that its first line has to name Node ----
FROM ${RUNTIME_IMAGE} AS runtime
FROM ${BUILD_IMAGE} AS launcher
WORKDIR /launcher
RUN --mount=type=bind,from=runtime,target=/runtime \
  for node in /nodejs/bin/node /usr/local/bin/node /usr/bin/node; do \
    if [ -e "/runtime$node" ] || [ -L "/runtime$node" ]; then \
      printf '#!%s\nimport("/app/dist/cli/main.js");\n' "$node" > deskhook; \
      chmod 755 deskhook; \
      exit 0; \
    fi; \
  done; \
  echo "RUNTIME_IMAGE has no Node in /nodejs/bin, /usr/local/bin or /usr/bin" >&2; \
  exit 1

# --- the image ------------------------------------------------------------------------------------------------------
FROM runtime
ARG VERSION=0.1.0
ARG REVISION=
LABEL org.opencontainers.image.title="Deskhook" \
      org.opencontainers.image.description="Webhooks for helpdesks, on NATS JetStream" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production \
    PATH=/nodejs/bin:/usr/local/bin:/usr/bin:/bin
WORKDIR /app
COPY --from=production /deskhook/node_modules ./node_modules
COPY --from=production /deskhook/sbom.cdx.json ./sbom.cdx.json
COPY --from=build /deskhook/dist/console ./dist/console
COPY --from=build /deskhook/dist/libs ./dist/libs
COPY --from=build /deskhook/dist/cli ./dist/cli
COPY --from=build /deskhook/dist/services ./dist/services
COPY package.json LICENSE ./
COPY --from=launcher /launcher/deskhook /usr/local/bin/deskhook
# By number, so that Kubernetes can tell that it is not root. Nothing is written: the root file system may be read-only.
USER 65532:65532
# The API, the other services' health, the metrics; each as it is configured.
EXPOSE 8080 8081 9464
STOPSIGNAL SIGTERM
# Node is process 1 and handles its signals itself: SIGTERM drains. There is no HEALTHCHECK: which port answers depends on the
# service and its settings, and whoever runs it says so (deploy/compose.yaml, deploy/helm). The command line is `deskhook`:
# docker run --rm --entrypoint deskhook …, or kubectl exec … -- deskhook doctor.
ENTRYPOINT ["node", "--enable-source-maps", "dist/services/main.js"]
CMD ["all"]
