import { getBreakdown } from './analytics/get-breakdown.ts';
import { getFunnel } from './analytics/get-funnel.ts';
import { getReasons } from './analytics/get-reasons.ts';
import { getSeries } from './analytics/get-series.ts';
import { getSummary } from './analytics/get-summary.ts';
import { listAudit } from './audit/list-audit.ts';
import { getBoard } from './board/get-board.ts';
import { getCards } from './board/get-cards.ts';
import { getPage } from './board/get-page.ts';
import { getTotals } from './board/get-totals.ts';
import { changeChannel } from './channels/change-channel.ts';
import { connectTelegram } from './channels/connect-telegram.ts';
import { createSimulator } from './channels/create-simulator.ts';
import { listChannels } from './channels/list-channels.ts';
import { removeChannel } from './channels/remove-channel.ts';
import { allowLinkContact } from './contacts/allow-link-contact.ts';
import { changeContact } from './contacts/change-contact.ts';
import { changeContacts } from './contacts/change-contacts.ts';
import { countContacts } from './contacts/count-contacts.ts';
import { createContact } from './contacts/create-contact.ts';
import { getContact } from './contacts/get-contact.ts';
import { getContactTimeline } from './contacts/get-contact-timeline.ts';
import { getDuplicates } from './contacts/get-duplicates.ts';
import { getRemoval } from './contacts/get-removal.ts';
import { linkContact } from './contacts/link-contact.ts';
import { listContacts } from './contacts/list-contacts.ts';
import { listDuplicates } from './contacts/list-duplicates.ts';
import { makePrimary } from './contacts/make-primary.ts';
import { neverLinkContact } from './contacts/never-link-contact.ts';
import { previewLink } from './contacts/preview-link.ts';
import { removeContacts } from './contacts/remove-contacts.ts';
import { searchContacts } from './contacts/search-contacts.ts';
import { unlinkContact } from './contacts/unlink-contact.ts';
import { getTurn } from './conversations/get-turn.ts';
import { giveBack } from './conversations/give-back.ts';
import { listMessages } from './conversations/list-messages.ts';
import { markConversationRead } from './conversations/mark-conversation-read.ts';
import { takeOver } from './conversations/take-over.ts';
import { writeToCustomer } from './conversations/write-to-customer.ts';
import { acceptAll } from './deals/accept-all.ts';
import { acceptDeal } from './deals/accept-deal.ts';
import { archiveDeal } from './deals/archive-deal.ts';
import { changeDeal } from './deals/change-deal.ts';
import { createDeal } from './deals/create-deal.ts';
import { getDeal } from './deals/get-deal.ts';
import { getFamily } from './deals/get-family.ts';
import { getTimeline } from './deals/get-timeline.ts';
import { getDealTotals } from './deals/list/get-deal-totals.ts';
import { listDeals } from './deals/list/list-deals.ts';
import { loseDeal } from './deals/lose-deal.ts';
import { makeCurrent } from './deals/make-current.ts';
import { continueMass } from './deals/mass/continue-mass.ts';
import { previewMass } from './deals/mass/preview-mass.ts';
import { startMass } from './deals/mass/start-mass.ts';
import { undoMass } from './deals/mass/undo-mass.ts';
import { moveDeal } from './deals/move-deal.ts';
import { removeDeal } from './deals/remove-deal.ts';
import { restoreDeal } from './deals/restore-deal.ts';
import { unacceptDeal } from './deals/unaccept-deal.ts';
import { winDeal } from './deals/win-deal.ts';
import { exportContacts } from './exports/export-contacts.ts';
import { exportDeals } from './exports/export-deals.ts';
import { changeField } from './fields/change-field.ts';
import { createField } from './fields/create-field.ts';
import { listFields } from './fields/list-fields.ts';
import { removeField } from './fields/remove-field.ts';
import { reorderFields } from './fields/reorder-fields.ts';
import { downloadFile } from './files/download-file.ts';
import { getFile } from './files/get-file.ts';
import { listFiles } from './files/list-files.ts';
import { removeFile } from './files/remove-file.ts';
import { uploadFile } from './files/upload-file.ts';
import { changeFlow } from './flows/change-flow.ts';
import { exportFlowText } from './flows/export-flow-text.ts';
import { importFlowText } from './flows/import-flow-text.ts';
import { listExamples } from './flows/list-examples.ts';
import { listFlows } from './flows/list-flows.ts';
import { publishFlow } from './flows/publish-flow.ts';
import { removeFlow } from './flows/remove-flow.ts';
import type { Handlers } from './http/handler.ts';
import { resumeImport, startImport, stopImport, undoImport } from './imports/change-import.ts';
import { getImport } from './imports/get-import.ts';
import { importReport } from './imports/import-report.ts';
import { listImportRows } from './imports/list-import-rows.ts';
import { listImports } from './imports/list-imports.ts';
import { previewImport } from './imports/preview-import.ts';
import { removeImport } from './imports/remove-import.ts';
import { uploadImport } from './imports/upload-import.ts';
import { acceptInvitation } from './invitations/accept-invitation.ts';
import { joinByInvitation } from './invitations/join-by-invitation.ts';
import { lookAtInvitation } from './invitations/look-at-invitation.ts';
import { changeMember } from './members/change-member.ts';
import { countHoldings } from './members/count-holdings.ts';
import { createSignInLink } from './members/create-sign-in-link.ts';
import { deactivateMember } from './members/deactivate-member.ts';
import { handOver } from './members/hand-over.ts';
import { inviteMember } from './members/invite-member.ts';
import { listMembers } from './members/list-members.ts';
import { reactivateMember } from './members/reactivate-member.ts';
import { renewInvitation } from './members/renew-invitation.ts';
import { revokeInvitation } from './members/revoke-invitation.ts';
import { changeNote } from './notes/change-note.ts';
import { createNote } from './notes/create-note.ts';
import { removeNote } from './notes/remove-note.ts';
import { listNotifications } from './notifications/list-notifications.ts';
import { markNotificationsRead } from './notifications/mark-notifications-read.ts';
import { erasePersonalData } from './personal-data/erase-personal-data.ts';
import { getPersonalData } from './personal-data/get-personal-data.ts';
import { actOnPhone } from './phones/act-on-phone.ts';
import { createPhone } from './phones/create-phone.ts';
import { listPhones } from './phones/list-phones.ts';
import { createPipeline } from './pipelines/create-pipeline.ts';
import { createStage } from './pipelines/create-stage.ts';
import { listPipelines } from './pipelines/list-pipelines.ts';
import { removePipeline } from './pipelines/remove-pipeline.ts';
import { reorderPipelines } from './pipelines/reorder-pipelines.ts';
import { savePipeline } from './pipelines/save-pipeline.ts';
import { changeProject } from './projects/change-project.ts';
import { createApiKey } from './projects/create-api-key.ts';
import { createProject } from './projects/create-project.ts';
import { getProject } from './projects/get-project.ts';
import { listApiKeys } from './projects/list-api-keys.ts';
import { removeDemo } from './projects/remove-demo.ts';
import { revokeApiKey } from './projects/revoke-api-key.ts';
import { changeRole } from './roles/change-role.ts';
import { createRole } from './roles/create-role.ts';
import { listRoles } from './roles/list-roles.ts';
import { removeRole } from './roles/remove-role.ts';
import { changeProfile } from './session/change-profile.ts';
import { getMe } from './session/get-me.ts';
import { redeemLink } from './session/redeem-link.ts';
import { signIn } from './session/sign-in.ts';
import { signOut } from './session/sign-out.ts';
import { changeTask } from './tasks/change-task.ts';
import { countMine } from './tasks/count-mine.ts';
import { createTask } from './tasks/create-task.ts';
import { groupTasks } from './tasks/group-tasks.ts';
import { listTasks } from './tasks/list-tasks.ts';
import { readTask } from './tasks/read-task.ts';
import { removeTask } from './tasks/remove-task.ts';
import { createView } from './views/create-view.ts';
import { listViews } from './views/list-views.ts';
import { removeView } from './views/remove-view.ts';
import { saveView } from './views/save-view.ts';

/** Who carries out what. */
export const handlers: Handlers = {
  session: { signIn, redeemLink, me: getMe, signOut, changeProfile },
  projects: {
    create: createProject,
    get: getProject,
    change: changeProject,
    removeDemo,
    createApiKey,
    listApiKeys,
    revokeApiKey,
  },
  pipelines: {
    list: listPipelines,
    create: createPipeline,
    save: savePipeline,
    createStage,
    reorder: reorderPipelines,
    remove: removePipeline,
  },
  fields: { list: listFields, create: createField, change: changeField, reorder: reorderFields, remove: removeField },
  board: { get: getBoard, page: getPage, cards: getCards, totals: getTotals },
  deals: {
    create: createDeal,
    get: getDeal,
    family: getFamily,
    change: changeDeal,
    move: moveDeal,
    accept: acceptDeal,
    unaccept: unacceptDeal,
    acceptAll,
    win: winDeal,
    lose: loseDeal,
    archive: archiveDeal,
    restore: restoreDeal,
    remove: removeDeal,
    timeline: getTimeline,
    makeCurrent,
    list: listDeals,
    totals: getDealTotals,
    previewMass,
    mass: startMass,
    continueMass,
    undoMass,
  },
  views: { list: listViews, create: createView, save: saveView, remove: removeView },
  tasks: {
    groups: groupTasks,
    list: listTasks,
    mine: countMine,
    get: readTask,
    create: createTask,
    change: changeTask,
    remove: removeTask,
  },
  notes: { create: createNote, change: changeNote, remove: removeNote },
  files: { list: listFiles, upload: uploadFile, get: getFile, download: downloadFile, remove: removeFile },
  contacts: {
    search: searchContacts,
    list: listContacts,
    count: countContacts,
    get: getContact,
    create: createContact,
    change: changeContact,
    changeMany: changeContacts,
    removal: getRemoval,
    removeMany: removeContacts,
    timeline: getContactTimeline,
    duplicates: getDuplicates,
    listDuplicates,
    previewLink,
    link: linkContact,
    unlink: unlinkContact,
    makePrimary,
    neverLink: neverLinkContact,
    allowLink: allowLinkContact,
  },
  conversations: {
    messages: listMessages,
    turn: getTurn,
    write: writeToCustomer,
    takeOver,
    giveBack,
    markRead: markConversationRead,
  },
  channels: { list: listChannels, connectTelegram, createSimulator, change: changeChannel, remove: removeChannel },
  phones: { list: listPhones, create: createPhone, act: actOnPhone },
  flows: {
    list: listFlows,
    examples: listExamples,
    importText: importFlowText,
    exportText: exportFlowText,
    publish: publishFlow,
    change: changeFlow,
    remove: removeFlow,
  },
  members: {
    list: listMembers,
    invite: inviteMember,
    renewInvitation,
    revokeInvitation,
    change: changeMember,
    deactivate: deactivateMember,
    reactivate: reactivateMember,
    holdings: countHoldings,
    handOver,
    signInLink: createSignInLink,
  },
  roles: { list: listRoles, create: createRole, change: changeRole, remove: removeRole },
  audit: { list: listAudit },
  invitations: { look: lookAtInvitation, accept: acceptInvitation, join: joinByInvitation },
  personalData: { get: getPersonalData, erase: erasePersonalData },
  exports: { deals: exportDeals, contacts: exportContacts },
  imports: {
    list: listImports,
    upload: uploadImport,
    get: getImport,
    preview: previewImport,
    start: startImport,
    stop: stopImport,
    resume: resumeImport,
    undo: undoImport,
    rows: listImportRows,
    report: importReport,
    remove: removeImport,
  },
  notifications: { list: listNotifications, markRead: markNotificationsRead },
  analytics: {
    summary: getSummary,
    series: getSeries,
    funnel: getFunnel,
    breakdown: getBreakdown,
    reasons: getReasons,
  },
};
