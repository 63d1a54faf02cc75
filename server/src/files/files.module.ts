import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { FilesService } from './files.service.ts';
import { FilesStore } from './files.store.ts';
import { PhotoCollector } from './photo-collector.ts';
import { PhotoLinks } from './photo-links.ts';
import { PhotoMaker } from './photo-maker.ts';
import { PhotoRemover } from './photo-remover.ts';
import { PhotosController } from './photos.controller.ts';
import { PhotosService } from './photos.service.ts';
import { UploadsController } from './uploads.controller.ts';
import { UploadsService } from './uploads.service.ts';

/** Photographs, and PDFs as vouchers. Who may attach or see one, the capability decides that it belongs to. */
@Module({
  imports: [IdentityModule],
  controllers: [UploadsController, PhotosController],
  providers: [FilesService, FilesStore, PhotoCollector, PhotoLinks, PhotoMaker, PhotoRemover, PhotosService, UploadsService],
  exports: [FilesService],
})
export class FilesModule {}
