/**
 * What a new district's list begins with: clear cases only, because each hit lets a person read before others do. Abuse, and
 * what advertisers spray everywhere. Headquarters add and remove; nothing is added here later, because a migration is history.
 * Every word stands as it is compared: no capitals, spaces or signs.
 */
export const FIRST_MODERATION_WORDS: readonly string[] = [
  // abuse
  '傻逼', '傻比', '煞笔', '草泥马', '操你妈', '你妈逼', '你妈的', '他妈的', '去你妈', '妈了个', '王八蛋', '狗杂种', '狗娘养', '婊子', '贱人', '畜生', '滚犊子', '死全家', '全家死光',
  '弄死你', '砍死你', '打死你',
  // advertising and fraud
  '加微信', '加我微信', '加薇信', '加扣扣', '免费领取', '点击链接', '无抵押贷款', '贷款秒批', '信用卡套现', '花呗套现', '代开发票', '刻章办证', '办假证', '高仿证件',
  '兼职刷单', '日结兼职', '网赚', '网络赌博', '在线赌场', '六合彩', '百家乐', '上门按摩', '同城约会', '包小姐', '代孕', '迷药', '枪支弹药',
];
