import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeProblem } from '../platform/http/describe-problem.ts';
import { PROBLEMS } from '../platform/http/problem-table.ts';

/** WeChat reads `{code, message}` and no problem+json; every status but 200 and 204 makes it send again. */
@Catch()
export class PayNotificationsFilter implements ExceptionFilter {
  private readonly log = new Logger(PayNotificationsFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { code } = describeProblem(thrown);
    if (code === 'INTERNAL') this.log.error({ requestId: request.id, thrown });
    const { status, title } = PROBLEMS[code];
    reply.problemCode = code;
    void reply.code(status).send({ code: 'FAIL', message: title });
  }
}
