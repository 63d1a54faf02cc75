import { useQueryClient } from '@tanstack/react-query';
import { getCurrentPages, useDidShow } from '@tarojs/taro';
import { useState, type ReactNode } from 'react';
import { useApp, useElderly } from '../features/app-context.ts';
import { back } from '../platform/navigate.ts';
import { isWeapp } from '../platform/phone.ts';
import { Box, Heading, Press, Txt } from '../ui/elements.tsx';

interface PageProps {
  readonly title: string;
  /** The first page of a visit has nowhere to go back to. */
  readonly isEntry?: boolean;
  /** Stays in the thumb's reach at the bottom. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every resident's page: the way back, the one switch for large print, the content, the main button. */
export function Page({ title, isEntry = false, footer, children }: PageProps) {
  const [elderly, setElderly] = useElderly();
  const { sendWaiting } = useApp();
  const cache = useQueryClient();
  const [isAlone] = useState(() => getCurrentPages().length < 2);
  useDidShow(() => {
    sendWaiting();
    // Pages stay alive under the ones opened from them: coming back shows the present numbers.
    void cache.refetchQueries({ type: 'active', stale: true });
  });
  return (
    <Box className={`page${elderly ? ' elderly' : ''}`}>
      <Box className="top-bar" role="banner">
        {/* WeChat draws its own way back. */}
        {!isEntry && !isWeapp && (
          <Press id="back" className="top-back" onPress={back}>
            <Txt className="chevron-left" />
            <Txt>{isAlone ? '首页' : '返回'}</Txt>
          </Press>
        )}
        <Heading level={1} className="top-title">{title}</Heading>
        <Press id="elderly" className="top-switch" role="switch" checked={elderly} label={elderly ? '大字版已开，点按换回标准字' : '换成大字版'} onPress={() => setElderly(!elderly)}>
          {elderly ? '标准字' : '大字版'}
        </Press>
      </Box>
      <Box className="main" role="main">
        <Box className="content">{children}</Box>
        {footer && <Box className="footer">{footer}</Box>}
      </Box>
    </Box>
  );
}
