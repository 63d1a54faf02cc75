import Taro from '@tarojs/taro';
import type { ChosenFile, FileTransports } from '../api/files.ts';

/** Import and export of a whole district take their time. */
const TIMEOUT_MS = 180_000;

/** Asks for a file out of a chat, which is where a phone in WeChat has its files; undefined when somebody turned back. */
export async function chooseFile(accept: string): Promise<ChosenFile | undefined> {
  try {
    const { tempFiles: [file] } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: accept.split(',').map((ending) => ending.replace('.', '')) });
    return file && { name: file.name, bytes: file.size, content: file.path };
  } catch {
    return undefined;
  }
}

export const fileTransports = (base: string): FileTransports => ({
  upload: async ({ path, bearer }, { content }, onSent) => {
    const data = await contentOf(content as string);
    const reply = await Taro.request({ url: base + path, method: 'POST', data, timeout: TIMEOUT_MS, header: { 'Content-Type': 'application/octet-stream', ...authorisation(bearer) } });
    onSent(1000);
    return { status: reply.statusCode, body: reply.data as unknown };
  },
  download: async ({ path, bearer }, name) => {
    const filePath = `${Taro.env.USER_DATA_PATH}/${name}`;
    const { statusCode } = await Taro.downloadFile({ url: base + path, header: authorisation(bearer), filePath, timeout: TIMEOUT_MS });
    // What was refused lies in the file; the sentence is not worth reading it back: the page said what may be asked for.
    if (statusCode === 200) await Taro.openDocument({ filePath, showMenu: true });
    return { status: statusCode, body: undefined };
  },
});

const authorisation = (bearer: string | undefined): Record<string, string> => (bearer ? { Authorization: `Bearer ${bearer}` } : {});

const contentOf = (filePath: string): Promise<ArrayBuffer> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({ filePath, success: ({ data }) => resolve(data as ArrayBuffer), fail: ({ errMsg }) => reject(new Error(errMsg)) });
  });
