/** A login of its own for each device, which may what devices may. The server is told no password, only what proves one. */
import type { Random } from '../../values/ambient.ts';
import type { Server } from '../server.ts';
import { deviceLogin, devicesRole } from './names.ts';
import { scramVerifier } from './scram.ts';

/** Makes the login, or gives it a new password where it was made before -> user and password. */
export async function makeLogin(server: Server, schema: string, device: string, random: Random): Promise<{ readonly user: string; readonly password: string }> {
  const user = deviceLogin(schema, device);
  const password = Buffer.from(random(24)).toString('base64url');
  const [known] = await server.ask('SELECT 1 FROM pg_roles WHERE rolname = $1', [user]);
  await server.transaction(async () => {
    if (!known) await server.ask(`CREATE ROLE ${user} LOGIN`);
    await server.ask(`ALTER ROLE ${user} LOGIN NOCREATEDB NOCREATEROLE PASSWORD '${scramVerifier(password, random)}'`);
    await server.ask(`GRANT ${devicesRole(schema)} TO ${user}`);
  });
  return { user, password };
}
