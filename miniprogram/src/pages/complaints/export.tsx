import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApp } from '../../features/app-context.ts';
import { handOver } from '../../platform/hand-over.ts';
import { Box } from '../../ui/elements.tsx';
import { LinkRow } from '../../ui/list.tsx';
import { Notice } from '../../ui/states.tsx';

/** All that is kept of one's complaints, as a file (个人信息保护法 45). Made ready first: WeChat hands over a file only on a tap. */
export function Export() {
  const { resident } = useApp();
  const [text, setText] = useState<string>();
  const exporting = useMutation({ mutationFn: () => resident.complaints.exportMine(), onSuccess: (all) => setText(JSON.stringify(all, null, 2)) });
  const handing = useMutation({ mutationFn: (content: string) => handOver('linping-complaints.json', content) });
  const error = exporting.error ?? handing.error;
  return (
    <>
      <Box className="links">
        {text === undefined
          ? <LinkRow id="export" title="导出我的投诉数据" below={exporting.isPending ? '正在准备…' : '包括您写的内容、进度和联系方式'} onPress={() => !exporting.isPending && exporting.mutate()} />
          : <LinkRow id="save-export" title="保存导出的文件" below="已经准备好了" onPress={() => handing.mutate(text)} />}
      </Box>
      {error && <Notice id="export-refusal" tone="bad" title="没有导出">{error.message}</Notice>}
    </>
  );
}
