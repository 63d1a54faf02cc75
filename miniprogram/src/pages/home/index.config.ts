export default definePageConfig({ navigationBarTitleText: '邻评' });
