import { Box, Heading } from '../../ui/elements.tsx';
import { Card } from '../../ui/list.tsx';
import { Page } from '../frame.tsx';

/** The notice of PIPL 17, in a neighbour's words. What it promises is what the server does (sealing of answers). */
const SECTIONS = [
  {
    title: '谁能看到我选了什么',
    lines: [
      '物业、社区、街道都看不到您家选了什么，只能看到全小区的合计。',
      '少于 5 户的选项不单独公布，免得被猜出来。',
      '认定结果以后，答案会打乱重新存放，和住户对应的钥匙会销毁。',
    ],
  },
  {
    title: '谁能看到我家评没评',
    lines: ['社区工作人员和街道只能看到每栋楼参与了几户，用来知道还差多少户。', '物业看不到。'],
  },
  {
    title: '谁能看到我的投诉',
    lines: [
      '物业、社区和街道能看到问题的位置、文字和照片，才能办理；物业不知道是谁提交的。',
      '联系方式可以不留。留了，只有街道和社区能看到，每次查看都有记录；您勾选了，物业才能看到。',
      '邻居只能看到同类问题的进度和日期，看不到文字、照片，也看不到是谁。',
      '文字和照片先经过审核，通过以前别人看不到。在微信里由微信的审核先看，其他的由工作人员看。',
      '全小区的投诉数字会公布，少于 5 件的不单独公布。',
    ],
  },
  {
    title: '邻评收集什么',
    lines: [
      '户码对应的门牌：用来保证一户评一次。',
      '一个设备标识，在微信里是微信给邻评的编号：用来认出是同一部手机。不读取通讯录和位置。',
      '用微信手机号核对时，手机号只和街道自己的登记比对，要您在微信里点同意。',
      '您自愿写的意见和投诉。请不要写别人的姓名、门牌号和电话。',
      '您自己挑选或拍下的投诉照片。只取您选的几张；照片里自带的拍摄地点和时间会去掉。',
    ],
  },
  {
    title: '您可以做什么',
    lines: [
      '截止以前随时修改评价。',
      '投诉办结以前随时撤回；在「我的投诉」里把自己的投诉全部导出。',
      '在「我的」里删除这部手机的信息：我们删掉它和您家的对应，也删掉您投诉的联系方式、文字和照片，还没办结的投诉会撤回。不删，就一直留着给您查看。',
      '想查看、更正或删除自己的信息，请联系社区居委会或街道办事处。',
    ],
  },
] as const;

export default function PrivacyPage() {
  return (
    <Page title="隐私说明">
      <Box className="place">
        <Heading level={2} className="page-title">放心评：您的选择别人看不到</Heading>
      </Box>
      {SECTIONS.map(({ title, lines }) => (
        <Card key={title} title={title}>
          {lines.map((line) => <Box key={line} className="paragraph">{line}</Box>)}
        </Card>
      ))}
    </Page>
  );
}
