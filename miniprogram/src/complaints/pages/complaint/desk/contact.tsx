import type { ComplaintView, ContactView } from '@linping/shared';
import { call } from '../../../../platform/phone.ts';
import { Button } from '../../../../ui/button.tsx';
import { Box, Press, Txt } from '../../../../ui/elements.tsx';
import { Card } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/states.tsx';
import { useContact } from './use-contact.ts';
import './desk.scss';

/** How the complainant may be rung. It is asked for on purpose, and never stays on the page by itself: each reading leaves a line in the log. */
export function Contact({ view }: { readonly view: Pick<ComplaintView, 'id' | 'hasContact'> }) {
  const read = useContact(view.id);
  if (!view.hasContact) return null;
  return (
    <Card id="contact" title="联系方式">
      {read.data ? <Known contact={read.data} onHide={read.reset} /> : (
        <>
          <Box className="paragraph muted">要打电话时再看。每看一次都记入日志：谁、什么时候看的。请不要转给别人。</Box>
          {read.error && <Notice id="contact-refusal" tone="bad" title="没有打开">{read.error.message}</Notice>}
          <Button id="read-contact" kind="quiet" busy={read.isPending} onPress={() => read.mutate()}>看姓名和电话</Button>
        </>
      )}
    </Card>
  );
}

const Known = ({ contact: { name, phone }, onHide }: { readonly contact: ContactView; readonly onHide: () => void }) => (
  <>
    <Box className="contact-line">
      <Txt id="contact-name" className="lead">{name}</Txt>
      <Press id="contact-phone" className="contact-phone number" role="link" label={`拨打 ${phone}`} onPress={() => call(phone)}>{phone}</Press>
    </Box>
    <Box className="note gap-below">这次查看已经记入日志。</Box>
    <Button id="hide-contact" kind="quiet" onPress={onHide}>收起</Button>
  </>
);
