export default definePageConfig({ navigationBarTitleText: '本轮情况' });
