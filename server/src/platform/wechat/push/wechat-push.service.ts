import { can, type Actor } from '@linping/shared';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../clock.ts';
import { Config, type WechatConfig } from '../../config/config.ts';
import { refuse } from '../../refused.ts';
import { decrypt } from './decrypt.ts';
import { fieldsOf, type PushFields, textOf } from './fields.ts';
import { isSigned } from './signature.ts';
import { WechatEvents } from '../wechat-events.ts';

/** What the address of a push carries. The platform may add to it. */
export type PushQuery = Readonly<Record<string, unknown>>;

/** A signature of another time is somebody else's copy. */
const WINDOW_MS = 300_000;

interface Settings {
  readonly appId: string;
  readonly push: NonNullable<WechatConfig['push']>;
}

/** The door that WeChat knocks at: whoever cannot show the token's signature of now is not WeChat. */
@Injectable()
export class WechatPushService {
  private readonly log = new Logger(WechatPushService.name);

  constructor(private readonly config: Config, private readonly clock: Clock, private readonly events: WechatEvents) {}

  /** Answers WeChat's question whether this address is ours, when it is typed in at the platform. Refuses: OUT_OF_SCOPE, WECHAT_OFF, WECHAT_PUSH_REFUSED. */
  check(actor: Actor, query: PushQuery): string {
    const { push } = this.settings(actor);
    this.mustBeSigned(textOf(query, 'signature'), push.token, query);
    return textOf(query, 'echostr');
  }

  /**
   * Takes an event; the same one again is taken once. `success` ends WeChat's re-sending: it is said as soon as the event is stored.
   * Refuses: OUT_OF_SCOPE, WECHAT_OFF, WECHAT_PUSH_REFUSED, WECHAT_PUSH_UNREADABLE.
   */
  async take(actor: Actor, query: PushQuery, body: unknown): Promise<'success'> {
    const settings = this.settings(actor);
    const { push } = settings;
    const sent = fieldsOf(body);
    const encrypted = sent && textOf(sent, 'Encrypt');
    if (push.key) this.mustBeSigned(textOf(query, 'msg_signature'), push.token, query, encrypted ?? '');
    else this.mustBeSigned(textOf(query, 'signature'), push.token, query);
    const fields = sent && (push.key ? this.decrypted(settings, push.key, encrypted ?? '') : sent);
    // In 安全模式 without the key here, there is an envelope and nothing in it that can be read.
    if (!fields || (!push.key && textOf(fields, 'MsgType') === '')) return this.unreadable(push.key ? 'its body is neither JSON nor XML' : 'it is no plain event: is WECHAT_PUSH_AES_KEY missing?');
    await this.events.take(fields);
    return 'success';
  }

  private settings(actor: Actor): Settings {
    if (!can(actor, 'public.read')) refuse({ code: 'OUT_OF_SCOPE' });
    const { wechat } = this.config;
    return wechat !== 'off' && wechat.push ? { appId: wechat.appId, push: wechat.push } : refuse({ code: 'WECHAT_OFF' });
  }

  private mustBeSigned(signature: string, token: string, query: PushQuery, ...more: readonly string[]): void {
    const timestamp = textOf(query, 'timestamp');
    if (!isSigned(signature, token, timestamp, textOf(query, 'nonce'), ...more)) this.refused('the signature is not of WECHAT_PUSH_TOKEN');
    if (!(Math.abs(Number(timestamp) * 1000 - this.clock.now().getTime()) <= WINDOW_MS)) this.refused('the signature is of another time');
  }

  private decrypted({ appId }: Settings, key: Buffer, encrypted: string): PushFields | undefined {
    const opened = decrypt(key, encrypted) ?? this.unreadable('it was not encrypted with WECHAT_PUSH_AES_KEY');
    if (opened.appId !== appId) this.refused('it is meant for another mini-program');
    return fieldsOf(opened.text);
  }

  private refused(why: string): never {
    this.log.warn(`a push was refused: ${why}`);
    return refuse({ code: 'WECHAT_PUSH_REFUSED' });
  }

  private unreadable(why: string): never {
    this.log.warn(`a push cannot be read: ${why}`);
    return refuse({ code: 'WECHAT_PUSH_UNREADABLE' });
  }
}
