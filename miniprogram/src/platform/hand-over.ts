import Taro from '@tarojs/taro';

/** Gives somebody a text as a file of their own: in WeChat by sending it into a chat, the file helper's for one. Only on a tap. */
export async function handOver(name: string, text: string): Promise<void> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}`;
  await new Promise<void>((done, failed) => {
    Taro.getFileSystemManager().writeFile({ filePath, data: text, encoding: 'utf8', success: () => done(), fail: ({ errMsg }) => failed(new Error(errMsg)) });
  });
  // By callbacks: Taro makes no promise of this one. Who turned back has the file no less than before.
  await new Promise<void>((done) => {
    Taro.shareFileMessage({ filePath, fileName: name, complete: () => done() });
  });
}
