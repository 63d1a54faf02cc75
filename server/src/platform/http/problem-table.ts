import type { EdgeCode, ProblemCode } from '@linping/shared';

/** Every refusal's status and the sentence that says the way out. A code without a row does not compile. */
export const PROBLEMS: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  OUT_OF_SCOPE: { status: 403, title: '这不在您的管辖范围内，请联系负责该小区的街道或社区' },
  CHANGED_BY_SOMEONE_ELSE: { status: 409, title: '内容已被他人更新，请刷新后再试' },

  INVALID_CURSOR: { status: 400, title: '列表的位置已失效，请从第一页重新查看' },

  SIGN_IN_FAILED: { status: 401, title: '账号或密码不对，请重新输入；忘记密码请联系管理员重置' },
  SIGN_IN_LOCKED: { status: 429, title: '密码输错次数过多，账号已暂时锁定，请稍后再试或联系管理员' },
  SESSION_ENDED: { status: 401, title: '登录已失效，请重新进入' },
  PASSWORD_MUST_CHANGE: { status: 403, title: '请先修改初始密码，再继续使用' },
  PASSWORD_TOO_WEAK: { status: 422, title: '新密码至少10个字符，且不能与账号或旧密码相同' },
  WECHAT_CODE_REFUSED: { status: 401, title: '微信登录没有成功，请退出小程序后重新扫码' },
  WECHAT_UNAVAILABLE: { status: 503, title: '微信服务暂时没有响应，请稍后再试' },
  WECHAT_OFF: { status: 404, title: '本系统未开通微信登录，请在浏览器中打开' },
  STAFF_NOT_FOUND: { status: 404, title: '没有找到这个账号，请刷新列表' },
  STAFF_NAME_TAKEN: { status: 409, title: '这个账号名已被使用，请换一个' },
  STAFF_SCOPE_WRONG: { status: 422, title: '这个岗位与所选范围不符，请重新选择街道、社区、小区或企业' },
  STAFF_NOT_YOURSELF: { status: 403, title: '不能停用、调整或重置自己的账号，请由另一位管理人员办理' },
  STAFF_LAST_ADMINISTRATOR: { status: 409, title: '这是最后一个可用的系统管理员账号，请先启用另一位管理员' },
  TOO_MANY_ATTEMPTS: { status: 429, title: '尝试次数过多，请稍后再试；户码有误请联系社区工作人员' },

  ESTATE_NOT_FOUND: { status: 404, title: '没有找到这个小区，请重新扫描楼道里的二维码' },
  ESTATE_ILLEGAL_STAGE: { status: 409, title: '小区只能按手续办理、设计施工、试运行、正式进场的顺序推进' },
  ESTATE_STAGE_DATE_WRONG: { status: 422, title: '阶段日期不能早于上一阶段的日期，也不能晚于今天，请重新填写' },
  BUILDING_NOT_FOUND: { status: 404, title: '没有找到这栋楼，请刷新后重新选择' },
  HOUSEHOLD_NOT_FOUND: { status: 404, title: '没有找到这一户，请刷新后重新选择' },
  BUILDING_TOKEN_UNKNOWN: { status: 404, title: '这个二维码已停用，请扫描楼道里最新的二维码' },
  HOUSEHOLD_CODE_WRONG: { status: 422, title: '这个户码不属于这栋楼，请核对发到您家的通知单' },
  HOUSEHOLD_HAS_NO_CODE: { status: 409, title: '这一户还没有可发放的户码，请先生成户码' },
  HOUSEHOLD_HELD_BY_ANOTHER_PHONE: { status: 409, title: '您家已由另一部手机绑定；如需更换，请联系社区工作人员重新发码' },
  PHONE_NOT_IN_REGISTER: { status: 404, title: '这个手机号不在街道登记的本楼住户中，请改用通知单上的户码' },
  PHONE_IN_SEVERAL_HOUSEHOLDS: { status: 409, title: '这个手机号登记了多户，请改用通知单上的户码' },
  IMPORT_UNREADABLE: { status: 422, title: '无法读取这个文件，请用模板另存为 CSV（UTF-8 或 GBK）后再上传' },
  IMPORT_HAS_ERRORS: { status: 422, title: '表格中有错误，没有导入任何一行，请按提示修改后重新上传' },

  QUESTIONNAIRE_NOT_FOUND: { status: 404, title: '没有找到这一版问卷，请刷新后重新选择' },
  QUESTIONNAIRE_CHANGED: { status: 409, title: '问卷版本不一致，请返回上一页重新打开问卷' },
  CAMPAIGN_NOT_FOUND: { status: 404, title: '没有找到这次调查，请刷新后查看' },
  CAMPAIGN_EXISTS: { status: 409, title: '这个半年的调查已经创建，每半年一次' },
  CAMPAIGN_DATES_WRONG: { status: 422, title: '开始、截止、补充截止的时间应依次靠后，且在该半年结束后一个月内完成' },
  ROUND_NOT_FOUND: { status: 404, title: '没有找到这一轮调查，请重新扫描楼道里的二维码' },
  ROUND_NOT_TAKING_ANSWERS: { status: 409, title: '这一轮调查已经截止或尚未开始，请留意楼道通知' },
  ROUND_ILLEGAL_MOVE: { status: 409, title: '这一轮调查当前的状态不允许此操作，请刷新后查看' },
  ROUND_DEADLINE_WRONG: { status: 422, title: '截止时间应晚于现在，且不晚于本次调查的补充截止时间' },
  RESULT_NOT_CERTIFIED: { status: 404, title: '这一轮的结果还没有认定，认定后会在这里公布' },
  NOT_YOUR_HOUSEHOLD: { status: 403, title: '您还没有绑定这一户，请用通知单上的户码绑定' },
  HOUSEHOLD_NOT_IN_ROUND: { status: 409, title: '这一户不在本轮调查的住户名册中，请联系社区工作人员' },
  HOUSEHOLD_ANSWERED_ALREADY: { status: 409, title: '您家已在本轮用另一部手机或由社区工作人员协助参与，每户一份' },
  ANSWER_NOT_ON_SCALE: { status: 422, title: '所选答案不在本问卷的选项中，请重新打开问卷' },
  SAMPLE_TOO_SMALL: { status: 422, title: '有效问卷不足小区户数的10%，请延期或入户补充' },
  FOUR_EYES: { status: 403, title: '截止和认定须由两人办理，请另一位街道工作人员认定' },
  COUNT_DIFFERS: { status: 409, title: '答卷数与参与记录不一致，不能认定，请联系区指挥部核查' },

  INVALID_REQUEST: { status: 400, title: '提交的内容有误，请检查后再试' },
  UNAUTHENTICATED: { status: 401, title: '请先登录' },
  FORBIDDEN: { status: 403, title: '您没有这项权限' },
  NOT_FOUND: { status: 404, title: '没有找到您要的内容' },
  METHOD_NOT_ALLOWED: { status: 405, title: '这个地址不支持此操作' },
  BODY_TOO_LARGE: { status: 413, title: '提交的内容太大，请减少后再试' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: '不支持这种内容格式，请使用 JSON' },
  TOO_MANY_REQUESTS: { status: 429, title: '操作太频繁，请稍等片刻再试' },
  BUSY: { status: 503, title: '现在提交的人较多，请稍后再试，您填写的内容不会丢失' },
  INTERNAL: { status: 500, title: '系统出了问题，我们已经记录，请稍后再试' },
};

/** What the framework refuses arrives as a bare status. Any other 4xx is a request we could not read. */
export const EDGE_CODES: Readonly<Partial<Record<number, EdgeCode>>> = {
  401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE', 415: 'UNSUPPORTED_MEDIA_TYPE', 429: 'TOO_MANY_REQUESTS', 503: 'BUSY',
};
