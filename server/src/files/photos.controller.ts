import type { Actor } from '@linping/shared';
import { Controller, Get, Header, Param, ParseEnumPipe, ParseUUIDPipe, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { attachment, PDF } from '../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { PhotoLinkQueryDto } from './files.dto.ts';
import { VARIANTS, type Variant } from './photo-links.ts';
import { PhotosService } from './photos.service.ts';

@ApiTags('files')
@Controller('files/:photoId/:variant')
export class PhotosController {
  constructor(private readonly photos: PhotosService) {}

  /** Opened as a page of its own, a picture can run nothing and reach nothing. A PDF is not opened here at all, but handed to the device. */
  @Get()
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @ApiProduces('image/jpeg', PDF)
  @Permit('public.read')
  @ApiOperation({ summary: 'A photo or a PDF, by a link that was signed for whoever may see it' })
  async file(
    @CurrentActor() actor: Actor, @Param('photoId', ParseUUIDPipe) photoId: string, @Param('variant', new ParseEnumPipe(VARIANTS)) variant: Variant,
    @Query() query: PhotoLinkQueryDto, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { bytes, isPdf, forSeconds } = await this.photos.file(actor, photoId, variant, query);
    void reply.header('cache-control', `private, max-age=${forSeconds}`);
    if (isPdf) return attachment(bytes, `凭证 ${photoId.slice(0, 8)}.pdf`);
    return new StreamableFile(bytes, { type: 'image/jpeg', length: bytes.length, disposition: 'inline' });
  }
}
