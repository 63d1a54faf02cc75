import './app.scss';
import { QueryClientProvider } from '@tanstack/react-query';
import { useDidShow } from '@tarojs/taro';
import { useState, type PropsWithChildren } from 'react';
import { AppProvider } from './features/app-context.ts';
import { composeApp, queryClient } from './platform/compose.ts';

export default function App({ children }: PropsWithChildren) {
  const [ports] = useState(composeApp);
  // At launch and each time the app comes to the front: what could not be sent yesterday goes out today.
  useDidShow(() => ports.sendWaiting());
  return (
    <QueryClientProvider client={queryClient}>
      <AppProvider value={ports}>{children}</AppProvider>
    </QueryClientProvider>
  );
}
