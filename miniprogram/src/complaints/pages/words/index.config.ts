export default definePageConfig({ navigationBarTitleText: '邻评 · 工作人员' });
