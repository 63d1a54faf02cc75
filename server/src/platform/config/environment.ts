import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Length, Matches, Max, Min } from 'class-validator';

export const MODES = ['demo', 'development', 'production'] as const;
export type Mode = (typeof MODES)[number];

/** `auto`: a server that starts applies what is pending. `check`: it refuses to start until `pnpm migrate` has. */
export const MIGRATE_MODES = ['auto', 'check'] as const;
export type MigrateMode = (typeof MIGRATE_MODES)[number];

const SECRET = /^.{32,}$/;

/**
 * Every name that configures the server, and what it may be. `.env.example` explains each; a test keeps the two equal.
 * Secrets have no default: a guessable key is worse than a server that does not start.
 */
export class Environment {
  @IsIn(MODES) MODE!: Mode;
  @IsString() @Length(1) HOST = '127.0.0.1';
  @Type(() => Number) @IsInt() @Min(1) @Max(65_535) PORT = 3000;
  @IsOptional() @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }) PUBLIC_URL?: string;
  @IsString() @Length(1) DATA_DIR = 'data';
  @IsOptional() @Matches(/^(sqlite:.+|mysql:\/\/.+)$/) DATABASE_URL?: string;
  /** Left out: check in production, auto elsewhere. */
  @IsOptional() @IsIn(MIGRATE_MODES) MIGRATE?: MigrateMode;
  @IsOptional() @IsString() @Length(1) SEAL_KEYS_DIR?: string;
  @IsOptional() @Matches(SECRET) TOKEN_SECRET?: string;
  @IsOptional() @Matches(SECRET) CODE_SECRET?: string;
  @IsOptional() @Matches(SECRET) CONTACT_SECRET?: string;
  @IsIn(['on', 'off']) WECHAT: 'on' | 'off' = 'off';
  @IsOptional() @Matches(/^wx[0-9a-f]{16}$/) WECHAT_APPID?: string;
  @IsOptional() @IsString() @Length(1) WECHAT_SECRET?: string;
  @IsUrl({ require_tld: false, require_protocol: true }) WECHAT_BASE_URL = 'https://api.weixin.qq.com';
  /** As it was typed at the platform, under 消息推送. Left out: pushes are not taken. */
  @IsOptional() @Matches(/^[0-9A-Za-z]{3,32}$/) WECHAT_PUSH_TOKEN?: string;
  /** EncodingAESKey of the same page. Given, only encrypted pushes are taken. */
  @IsOptional() @Matches(/^[0-9A-Za-z]{43}$/) WECHAT_PUSH_AES_KEY?: string;
  /** Left out: residents have the inbox only. */
  @IsOptional() @Matches(/^[\w-]{10,64}$/) WECHAT_TEMPLATE_PROGRESS?: string;
  @Matches(/^title:thing\d{1,2},text:thing\d{1,2},at:(time|date)\d{1,2}$/) WECHAT_TEMPLATE_PROGRESS_FIELDS = 'title:thing1,text:thing2,at:time3';
  /** `partner`: a service provider's number, each firm a sub-merchant. `direct`: one firm's own. */
  @IsIn(['off', 'partner', 'direct']) WECHAT_PAY: 'off' | 'partner' | 'direct' = 'off';
  @IsOptional() @Matches(/^\d{8,32}$/) WECHAT_PAY_MCHID?: string;
  /** Of the API certificate. */
  @IsOptional() @Matches(/^[0-9A-Fa-f]{8,64}$/) WECHAT_PAY_SERIAL?: string;
  /** The API certificate's private key (PEM), as a rule by WECHAT_PAY_KEY_FILE. */
  @IsOptional() @IsString() @Length(1) WECHAT_PAY_KEY?: string;
  @IsOptional() @Matches(/^[0-9A-Za-z]{32}$/) WECHAT_PAY_APIV3_KEY?: string;
  /** Left out: messages are checked with platform certificates alone. */
  @IsOptional() @Matches(/^PUB_KEY_ID_\w{1,50}$/) WECHAT_PAY_PUBLIC_KEY_ID?: string;
  /** PEM, as a rule by WECHAT_PAY_PUBLIC_KEY_FILE. */
  @IsOptional() @IsString() @Length(1) WECHAT_PAY_PUBLIC_KEY?: string;
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }) WECHAT_PAY_BASE_URL = 'https://api.mch.weixin.qq.com';
  /** on where the platform holds the money until delivery is reported. */
  @IsIn(['on', 'off']) WECHAT_PAY_REPORT_DELIVERY: 'on' | 'off' = 'off';
  @IsIn(['disk', 's3']) STORAGE: 'disk' | 's3' = 'disk';
  /** Left out: `files` in DATA_DIR. */
  @IsOptional() @IsString() @Length(1) FILES_DIR?: string;
  @IsOptional() @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] }) S3_ENDPOINT?: string;
  @IsString() @Length(1) S3_REGION = 'us-east-1';
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/) S3_BUCKET?: string;
  @IsOptional() @IsString() @Length(1) S3_ACCESS_KEY?: string;
  @IsOptional() @IsString() @Length(1) S3_SECRET_KEY?: string;
  /** True where the bucket is part of the path and not of the host's name. */
  @Type(() => String) @IsIn(['true', 'false']) S3_FORCE_PATH_STYLE = 'false';
  /** Shown where a complaint is urgent; left out, residents are told to ring 119 from outside. */
  @IsOptional() @Matches(/^[0-9-]{3,20}$/) GAS_PHONE?: string;
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent']) LOG_LEVEL = 'info';
  /** True behind a reverse proxy that sets X-Forwarded-For. */
  @Type(() => String) @IsIn(['true', 'false']) TRUST_PROXY = 'false';
  @IsString() @Length(1) METRICS_HOST = '127.0.0.1';
  /** Left out: no metrics are served. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(65_535) METRICS_PORT?: number;
}
