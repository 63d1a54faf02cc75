import Taro from '@tarojs/taro';

/** As a document of WeChat's, which can be sent on from there. */
export function showPdf(url: string): void {
  void open(url).catch(() => undefined); // no network, or the link has run out: the page is still there
}

async function open(url: string): Promise<void> {
  const { statusCode, tempFilePath } = await Taro.downloadFile({ url });
  if (statusCode === 200) await Taro.openDocument({ filePath: tempFilePath, fileType: 'pdf', showMenu: true });
}
