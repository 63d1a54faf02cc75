import { createSign, type KeyObject } from 'node:crypto';

/** DER, as little of it as a certificate needs: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const utcTime = (ms: number) => der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]|\.\d+/g, '').slice(2)}`));

const SHA256_WITH_RSA = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
const COMMON_NAME = Buffer.from('550403', 'hex');
const VERSION_3 = der(0xa0, der(0x02, Buffer.from([2])));

/** A self-signed X.509 certificate in PEM: Node reads certificates and makes none. `serial` is hexadecimal and begins below 8. */
export function certificateOf(publicKey: KeyObject, privateKey: KeyObject, serial: string, fromMs: number, throughMs: number): string {
  const name = sequence(der(0x31, sequence(der(0x06, COMMON_NAME), der(0x0c, Buffer.from('Tenpay.com stand-in')))));
  const signed = sequence(
    VERSION_3, der(0x02, Buffer.from(serial, 'hex')), SHA256_WITH_RSA, name, sequence(utcTime(fromMs), utcTime(throughMs)), name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('RSA-SHA256').update(signed).sign(privateKey);
  const whole = sequence(signed, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature)).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${whole.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
}
