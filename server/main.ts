import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { AppError } from '../kernel/errors.ts';
import { log } from '../kernel/log.ts';
import { ConfigError, readConfig } from './config.ts';
import { openHouse } from './house.ts';
import { openHttpServer } from './http-server.ts';
import { openApi } from './open-api.ts';
import { setUp } from './set-up.ts';

/** Starts everything that the environment asks for, says where it is, and ends it gracefully. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const house = await openHouse(config);
  const stopping = new AbortController();
  const server = openHttpServer(house, config.roles.has('web') ? openApi(house, stopping.signal) : undefined);
  server.listen(config.port);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const address = config.publicUrl ?? `http://localhost:${port}`;
  const greeting = await setUp(house, address);
  house.supervisor?.start();
  log.info({ roles: [...config.roles], port, storage: house.storage.description }, 'voronka is ready');
  if (greeting) process.stdout.write(greeting);

  let ending = false;
  const end = async (signal: string) => {
    if (ending) return;
    ending = true;
    log.info({ signal }, 'stopping');
    stopping.abort();
    server.close();
    server.closeIdleConnections();
    await house.close();
    server.closeAllConnections();
    process.exit(0);
  };
  process.on('SIGTERM', () => void end('SIGTERM'));
  process.on('SIGINT', () => void end('SIGINT'));
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else if (error instanceof AppError) process.stderr.write(`${error.userMessage ?? error.message}\n`);
  else if (isPortTaken(error)) process.stderr.write(`Port ${error.port} is taken. Set PORT to another one.\n`);
  else log.fatal({ err: error }, 'voronka could not start');
  process.exit(1);
});

function isPortTaken(error: unknown): error is Error & { port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
