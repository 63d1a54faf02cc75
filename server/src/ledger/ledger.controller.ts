import { Readable } from 'node:stream';
import type { Actor, BookView, EntryView, Page } from '@linping/shared';
import { Controller, Get, Header, Param, ParseUUIDPipe, Query, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CSV, TEXT, textAttachment } from '../platform/http/attachment.ts';
import { CurrentActor, Permit } from '../platform/http/current-actor.ts';
import { EntriesCsvQueryDto, EntriesQueryDto } from './ledger.dto.ts';
import { LedgerReader } from './ledger-reader.ts';

/** The books: every entry balanced, none ever changed. */
@ApiTags('ledger')
@ApiBearerAuth()
@Controller()
export class LedgerController {
  constructor(private readonly reader: LedgerReader) {}

  @Get('estates/:estateId/books')
  @Permit('ledger.read')
  @ApiOperation({ summary: 'The books of an estate within the own scope; a firm sees its own alone' })
  books(@CurrentActor() actor: Actor, @Param('estateId', ParseUUIDPipe) estateId: string): Promise<BookView[]> {
    return this.reader.books(actor, estateId);
  }

  @Get('books/:bookId/entries')
  @Permit('ledger.read')
  @ApiOperation({ summary: 'Entries of a book, the newest first' })
  entries(@CurrentActor() actor: Actor, @Param('bookId', ParseUUIDPipe) bookId: string, @Query() query: EntriesQueryDto): Promise<Page<EntryView>> {
    return this.reader.entries(actor, bookId, query);
  }

  @Get('books/:bookId/entries.csv')
  @Header('cache-control', 'no-store')
  @Permit('ledger.read')
  @ApiProduces(CSV)
  @ApiOperation({ summary: 'Entries of a book as CSV, a line for each posting, by day' })
  async csv(@CurrentActor() actor: Actor, @Param('bookId', ParseUUIDPipe) bookId: string, @Query() query: EntriesCsvQueryDto): Promise<StreamableFile> {
    const { name, parts } = await this.reader.csv(actor, bookId, query);
    return textAttachment(Readable.from(parts), name, CSV);
  }

  @Get('books/:bookId/journal')
  @Header('cache-control', 'no-store')
  @Permit('ledger.read')
  @ApiProduces(TEXT)
  @ApiOperation({ summary: 'The whole book as a journal that hledger reads and checks' })
  async journal(@CurrentActor() actor: Actor, @Param('bookId', ParseUUIDPipe) bookId: string): Promise<StreamableFile> {
    const { name, parts } = await this.reader.journal(actor, bookId);
    return textAttachment(Readable.from(parts), name, TEXT);
  }
}
