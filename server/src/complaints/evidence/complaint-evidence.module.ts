import { Module } from '@nestjs/common';
import { ComplaintEvidence } from './complaint-evidence.service.ts';
import { ComplaintEvidenceStore } from './complaint-evidence.store.ts';

/** What score sheets may ask about complaints, and all that they may. */
@Module({ providers: [ComplaintEvidence, ComplaintEvidenceStore], exports: [ComplaintEvidence] })
export class ComplaintEvidenceModule {}
