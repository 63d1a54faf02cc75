import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { UPLOAD_PIECE_BYTES } from '@linping/shared';
import { Logger } from '@nestjs/common';
import { ENGINES } from '../platform/database/engines.testing.ts';
import { picture } from '../platform/images/images.testing.ts';
import { MOST_LISTED } from '../platform/storage/storage.ts';
import { UploadDayRow } from './files.entity.ts';
import { FailingStorage, openFiles, said, type TestFiles } from './files.testing.ts';

const HOUR = 3600;

describe.each(ENGINES)('the collector on %s', (engine) => {
  let files: TestFiles;
  let storage: FailingStorage;
  let small: Buffer;
  let large: Buffer;
  beforeEach(async () => {
    Logger.overrideLogger(false);
    small = await picture(60, 40).jpeg().toBuffer();
    large = Buffer.concat([small, randomBytes(UPLOAD_PIECE_BYTES)]);
    files = await openFiles(engine, { storage: (folder) => (storage = new FailingStorage(folder)) });
    files.clock.time = new Date(); // what is written carries the machine's time
  });
  afterEach(() => files.close());
  const ids = async () => (await files.rows()).map(({ id }) => id);
  const left = async () => ({ rows: await ids(), stored: files.stored() });
  const NOTHING = { rows: [], stored: [] };
  /** One of each: half sent, complete, attached. */
  const scene = async () => {
    const { token, actor } = await files.resident();
    const [half, whole, attached] = [randomUUID(), randomUUID(), randomUUID()];
    await files.piece(token, half, large, 0);
    await files.upload(token, small, whole);
    await files.upload(token, small, attached);
    await files.unitOfWork.run((tx) => files.service.attach(tx, { actor, photoIds: [attached], subject: 'complaint:1', check: 'passed' }));
    return { token, actor, half, whole, attached };
  };

  it('takes what nobody used within a day, and not before', async () => {
    const { half, whole, attached } = await scene();
    files.clock.pass(24 * HOUR - 60);
    await files.collector.run();
    expect((await ids()).sort()).toEqual([half, whole, attached].sort());
    expect(files.stored()).toHaveLength(5);
    files.clock.pass(61);
    await files.collector.run();
    expect(await ids()).toEqual([attached]);
    expect(files.stored().map((name) => name.split('/').at(-1))).toEqual(['full.jpg', 'thumbnail.jpg']);
    files.clock.pass(400 * 24 * HOUR); // what is attached stays for as long as it is
    await files.collector.run();
    expect(await ids()).toEqual([attached]);
    expect(files.stored()).toHaveLength(2);
  });

  it('takes what was erased, attached or not, and counts of past days', async () => {
    const { half, whole, attached } = await scene();
    await files.unitOfWork.run((tx) => files.service.erase(tx, [half, whole, attached]));
    await files.collector.run();
    expect(await left()).toEqual(NOTHING);
    expect(await files.unitOfWork.read((db) => db.count(UploadDayRow))).toBe(1);
    files.clock.pass(3 * 24 * HOUR);
    await files.collector.run();
    expect(await files.unitOfWork.read((db) => db.count(UploadDayRow))).toBe(0);
  });

  it('killed at any step it goes on where it was, and twice is as good as once', async () => {
    for (let at = 1; at <= 6; at += 1) {
      for (const fails of ['before', 'after'] as const) {
        const { half, whole, attached } = await scene();
        await files.unitOfWork.run((tx) => files.service.erase(tx, [half, whole, attached]));
        storage.arm(fails, at);
        const told = await said(files.collector.run());
        expect(['ok', 'FILES_UNAVAILABLE']).toContain(told);
        // Half-way: nothing is stored of what has no row, and every row that is left says that it is erased.
        expect((await files.rows()).every(({ state }) => state === 'erased')).toBe(true);
        storage.arm('never');
        await Promise.all([files.collector.run(), files.collector.run()]);
        expect(await left()).toEqual(NOTHING);
        files.clock.pass(60);
      }
    }
  });

  it('takes objects without a row after an hour: what a killed server wrote last', async () => {
    const { attached } = await scene();
    const before = files.stored();
    const orphan = randomUUID();
    for (const key of [`uploads/${orphan}/000-${'0'.repeat(32)}`, `photos/${orphan}/full.jpg`, `photos/${orphan}/thumbnail.jpg`]) await storage.put(key, Buffer.from('x'));
    mkdirSync(join(files.folder, '.drafts'), { recursive: true });
    writeFileSync(join(files.folder, '.drafts', randomUUID()), 'half');
    await files.collector.run();
    expect(files.stored()).toHaveLength(before.length + 4); // younger than an hour: it may be on its way
    files.clock.pass(2 * HOUR);
    await files.collector.run();
    expect(files.stored()).toEqual(before);
    expect(await ids()).toContain(attached);
  });

  it('takes the pieces of a photo that is ready, and the pictures of none', async () => {
    const { half, whole } = await scene();
    const rows = new Map((await files.rows()).map((row) => [row.id, row]));
    await storage.put(`uploads/${rows.get(whole)!.objectId}/000-${'0'.repeat(32)}`, Buffer.from('x'));
    const before = files.stored();
    files.clock.pass(2 * HOUR);
    await files.collector.run();
    expect(files.stored()).toEqual(before.filter((name) => !(name.startsWith('uploads/') && name.includes(rows.get(whole)!.objectId))));
    expect(files.stored().some((name) => name.includes(rows.get(half)!.objectId))).toBe(true); // still on its way
  });

  it('walks through more than a page', async () => {
    const { attached } = await scene();
    const { objectId } = (await files.rows()).find(({ id }) => id === attached)!;
    const many = Array.from({ length: MOST_LISTED + 30 }, () => `photos/${randomUUID()}/full.jpg`);
    for (const key of many) {
      mkdirSync(join(files.folder, key, '..'), { recursive: true });
      writeFileSync(join(files.folder, key), 'x');
    }
    files.clock.pass(2 * HOUR);
    for (let run = 0; run < 4; run += 1) await files.collector.run();
    expect(files.stored().filter((name) => many.includes(name))).toEqual([]);
    expect(files.stored().filter((name) => name.includes(objectId))).toHaveLength(2);
  });

  it('takes nothing beside an empty table: that is the wrong database, not rubbish', async () => {
    await storage.put('photos/a/full.jpg', Buffer.from('x'));
    files.clock.pass(48 * HOUR);
    await files.collector.run();
    expect(files.stored()).toEqual(['photos/a/full.jpg']);
  });

  it('may run while photos come in, and costs none of them', async () => {
    const { token } = await files.resident();
    let isOver = false;
    const collecting = (async () => {
      while (!isOver) await files.collector.run();
    })();
    const sent = Array.from({ length: 12 }, () => randomUUID());
    const replies = await Promise.all(sent.map((id, i) => files.upload(token, i % 2 ? small : large, id)));
    isOver = true;
    await collecting;
    expect(replies.map(({ status, body }) => body?.code ?? status)).toEqual(Array(12).fill(200));
    expect((await ids()).sort()).toEqual([...sent].sort());
    expect(files.stored().filter((name) => name.startsWith('photos/'))).toHaveLength(24);
  });
});
