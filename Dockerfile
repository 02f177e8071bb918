FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

FROM node:22-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# Optional packages stay: the password hash and the private PostgreSQL are among them.
RUN npm ci --omit=dev --no-audit --no-fund
COPY scripts/tool.mjs scripts/mend-driver.mjs scripts/
RUN node scripts/mend-driver.mjs

FROM node:22-slim
ENV NODE_ENV=production DATA_DIR=/data PORT=3000
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE* ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Young objects get 64 MB: a turn's rows are gone before anybody copies them.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=64", "dist/server/main.mjs"]
