import { type DynamicModule, Module } from '@nestjs/common';
import { AssessmentsModule } from './assessments/assessments.module.ts';
import { DemoModule } from './demo/demo.module.ts';
import { EstatesModule } from './estates/estates.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { PlatformModule, type PlatformParts } from './platform/platform.module.ts';
import { SurveysModule } from './surveys/surveys.module.ts';

/** The product: the platform below, the capabilities above it in their line. */
@Module({})
export class AppModule {
  static with(parts: PlatformParts, more: readonly DynamicModule[] = []): DynamicModule {
    const demo = parts.config.mode === 'demo' ? [DemoModule] : [];
    return { module: AppModule, imports: [PlatformModule.with(parts), IdentityModule, EstatesModule, SurveysModule, AssessmentsModule, ...demo, ...more] };
  }
}
