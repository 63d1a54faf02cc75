import { createSign, type KeyPairKeyObjectResult } from 'node:crypto';

/** DER: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
const utcTime = (ms: number) => der(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`));
const SHA256_WITH_RSA = der(0x30, der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));

/** A platform certificate: Node reads them and makes none. */
export function certificateOf({ publicKey, privateKey }: KeyPairKeyObjectResult, serial: string, fromMs: number, throughMs: number): string {
  const name = der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from('Tenpay.com')))));
  const body = der(
    0x30, der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from(serial, 'hex')), SHA256_WITH_RSA, name,
    der(0x30, utcTime(fromMs), utcTime(throughMs)), name, publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey);
  const whole = der(0x30, body, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
