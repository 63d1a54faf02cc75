import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRaw, type RawDatabase } from '../bench/district/raw-database.ts';
import { hasWon } from './attempt.ts';
import { judge, type Verdict } from './chance.ts';
import { dumpOf, type Listing } from './dump.ts';
import { targetOf } from './linker.ts';
import { plantedSurvey, type PlantedSurvey, type Truth } from './planted-round.ts';
import { type DatabaseFiles, filesOf, residue, strategiesOfPages, strategyOfLog } from './sqlite-files.ts';

/**
 * Below the rows: SQLite's files keep what no SELECT shows. The bytes of a page keep an order of arrival, and the
 * write-ahead log keeps each commit, with the household and the answer that came in it.
 */
describe('the files of SQLite', () => {
  let survey: PlantedSurvey;
  let open: { readonly files: DatabaseFiles; readonly dump: Listing[] };
  let backup: DatabaseFiles;
  let certified: { readonly files: DatabaseFiles; readonly dump: Listing[] };

  beforeAll(async () => {
    let reader: RawDatabase | undefined;
    survey = await plantedSurvey('sqlite', async ({ url }) => {
      reader = await openRaw(url);
      await startReading(reader);
    });
    const copy = `${survey.database.url}.backup`;
    await survey.raw.run(`VACUUM INTO '${copy.slice('sqlite:'.length)}'`);
    backup = filesOf(copy);
    open = { files: filesOf(survey.database.url), dump: await dumpOf(survey.raw) };
    await reader!.close();
    await survey.certify();
    certified = { files: filesOf(survey.database.url), dump: await dumpOf(survey.raw) };
  });
  afterAll(() => survey?.close());

  const inPages = (files: DatabaseFiles, dump: readonly Listing[], table: string): Verdict[] => survey.truths.map((truth) => {
    const target = targetOf({ listings: dump, roundId: truth.roundId }, table, 'overall');
    return judge(strategiesOfPages(files, truth.roundId, target, arrived(truth)), target, truth.said.map(({ overall }) => overall));
  });
  const inLog = (files: DatabaseFiles): Verdict[] => survey.truths.map((truth) => {
    const { target, strategy } = strategyOfLog(files, truth.roundId, arrived(truth));
    return judge([strategy], target, truth.said.map(({ overall }) => overall));
  });
  const secrets = (): string[] => [
    ...open.dump.filter(({ table, order }) => table === 'survey_answer' && order === 'natural').flatMap(({ rows }) => rows.flatMap((row) => [String(row.seal), String(row.submission_id)])),
    ...open.dump.filter(({ table, order }) => table === 'survey_round_key' && order === 'natural').flatMap(({ rows }) => rows.map((row) => String(row.wrapped))),
  ];

  it('while a round runs, the log of the live database ties answers to households without any key: never copy the files', () => {
    const verdicts = inLog(open.files);
    expect({ verdicts, hasWon: hasWon(verdicts) }).toMatchObject({ hasWon: true });
  });

  it('a backup by VACUUM INTO has no log and no order of arrival', () => {
    expect(backup.log).toHaveLength(0);
    const verdicts = inPages(backup, open.dump, 'survey_answer');
    expect({ verdicts, hasWon: hasWon(verdicts) }).toMatchObject({ hasWon: false });
  });

  it('after certification the pages tell nothing', () => {
    const verdicts = inPages(certified.files, certified.dump, 'survey_counted_answer');
    expect({ verdicts, hasWon: hasWon(verdicts) }).toMatchObject({ hasWon: false });
  });

  it('after certification neither the database nor its log has a tag, a submission or a wrapped key left', async () => {
    expect(secrets()).toHaveLength(603);
    let left = residue(filesOf(survey.database.url), secrets());
    // A reader in the way of the certification's own checkpoint leaves the log to the clock's, which comes every minute.
    for (const deadline = Date.now() + 150_000; left.main + left.log > 0 && Date.now() < deadline; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      left = residue(filesOf(survey.database.url), secrets());
    }
    expect({ left, linkedByLog: inLog(filesOf(survey.database.url)).map(({ best }) => best.right) }).toEqual({ left: { main: 0, log: 0 }, linkedByLog: [0, 0, 0] });
  });
});

/** Somebody who reads all the time: the clock, which empties the log every minute, cannot while they do, so that all of the log is there to copy. */
const startReading = async (reader: RawDatabase): Promise<void> => {
  await reader.run('BEGIN');
  await reader.all('SELECT id FROM survey_round');
};

const arrived = ({ said }: Truth): string[] => said.map(({ householdId }) => householdId);
