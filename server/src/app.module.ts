import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type PlatformParts } from './platform/platform.module.ts';

/** The product: the platform below, the capabilities above it in their line. */
@Module({})
export class AppModule {
  static with(parts: PlatformParts, more: readonly DynamicModule[] = []): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(parts), ...more] };
  }
}
