/** An application at Enable Banking with a key pair made for this run. */
import { generateKeyPairSync } from 'node:crypto';

const made = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });

/** What the person was asked for. */
export const KEY_PAIR = { applicationId: '3f8e1c52-0000-4000-8000-00000000a001', privateKey: made.privateKey } as const;
/** What the service knows of it. */
export const PUBLIC_KEY: string = made.publicKey;
