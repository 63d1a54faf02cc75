export default definePageConfig({ navigationBarTitleText: '收支疑问' });
