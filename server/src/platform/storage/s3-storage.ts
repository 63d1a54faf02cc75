import {
  DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, NoSuchKey, NotFound, PutObjectCommand, S3Client,
} from '@aws-sdk/client-s3';
import { Logger } from '@nestjs/common';
import type { S3Config } from '../config/config.ts';
import { refuse } from '../refused.ts';
import { checkedKey, checkedPrefix, MOST_LISTED, Storage, type StoredObject } from './storage.ts';

const CONNECT_MS = 3_000;
/** Our largest object is a piece or a photo of some hundred KB. */
const ANSWER_MS = 10_000;
/** The first try included; the client waits between them. */
const ATTEMPTS = 3;
const RETRY_SECONDS = 10;

export interface Patience {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly attempts: number;
}

/** Anything that speaks S3: a cloud's object storage inside the country, or MinIO and its like on own machines. */
export class S3Storage extends Storage {
  private readonly log = new Logger(S3Storage.name);
  private readonly client: S3Client;
  private readonly bucket: string;

  constructor({ endpoint, region, bucket, accessKey, secretKey, forcePathStyle }: S3Config, patience: Patience = { connectMs: CONNECT_MS, answerMs: ANSWER_MS, attempts: ATTEMPTS }) {
    super();
    this.bucket = bucket;
    this.client = new S3Client({
      endpoint, region, forcePathStyle, credentials: { accessKeyId: accessKey, secretAccessKey: secretKey }, maxAttempts: patience.attempts,
      requestHandler: { connectionTimeout: patience.connectMs, requestTimeout: patience.answerMs, throwOnRequestTimeout: true },
      // CRC trailers are Amazon's own: most other servers refuse them. The signature covers the body's SHA-256 anyway.
      requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async put(key: string, bytes: Buffer, contentType: string): Promise<void> {
    const Key = checkedKey(key);
    await this.told(() => this.client.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body: bytes, ContentType: contentType, ContentLength: bytes.length })));
  }

  async get(key: string): Promise<Buffer | undefined> {
    const Key = checkedKey(key);
    return this.told(async () => unlessMissing(async () => {
      const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
      return Body ? Buffer.from(await Body.transformToByteArray()) : undefined;
    }));
  }

  async exists(key: string): Promise<boolean> {
    const Key = checkedKey(key);
    return this.told(async () => (await unlessMissing(() => this.client.send(new HeadObjectCommand({ Bucket: this.bucket, Key })))) !== undefined);
  }

  async delete(key: string): Promise<void> {
    const Key = checkedKey(key);
    await this.told(() => unlessMissing(() => this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key }))));
  }

  async list(prefix: string, after?: string): Promise<readonly StoredObject[]> {
    const Prefix = checkedPrefix(prefix);
    return this.told(async () => {
      const { Contents = [] } = await this.client.send(new ListObjectsV2Command({ Bucket: this.bucket, Prefix, MaxKeys: MOST_LISTED, ...(after !== undefined && { StartAfter: after }) }));
      return Contents.map(({ Key, LastModified }) => ({ key: Key!, writtenMs: LastModified!.getTime() }));
    });
  }

  /** An interrupted PUT leaves nothing. */
  sweep(): Promise<void> {
    return Promise.resolve();
  }

  /** The SDK's message names the bucket and the endpoint, never the keys it signs with. */
  private async told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      this.log.error({ storage: 's3', cause: cause instanceof Error ? `${cause.name}: ${cause.message}` : cause });
      return refuse({ code: 'FILES_UNAVAILABLE', retryAfterSeconds: RETRY_SECONDS });
    }
  }
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof NoSuchKey || cause instanceof NotFound) return undefined;
    throw cause;
  }
}
