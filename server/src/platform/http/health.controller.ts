import { Controller, Get, ServiceUnavailableException } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work.ts';
import { Permit } from './current-actor.ts';

/** For whoever watches the process: `live` answers while it runs, `ready` when its database answers too. */
@Controller('/api/health')
export class HealthController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Whether the process runs. */
  @Get('live')
  @Permit('public.read')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Whether its database answers too. */
  @Get('ready')
  @Permit('public.read')
  async ready(): Promise<{ status: 'ok' }> {
    try {
      await this.unitOfWork.read((db) => db.query('SELECT 1'));
    } catch {
      throw new ServiceUnavailableException();
    }
    return { status: 'ok' };
  }
}
