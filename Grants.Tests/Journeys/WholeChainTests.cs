namespace Grants.Tests.Journeys;

/// <summary>
/// The whole product in one walk: an empty installation becomes a call, an application, reviews, a decision, an award,
/// payments, a delivery and public records. Everybody works in a browser of their own, mail lies in the pickup folder, and
/// the background jobs run as they do in production.
/// </summary>
public sealed class WholeChainTests
{
    [Fact]
    public async Task A_grant_goes_from_an_empty_installation_to_the_public_catalog()
    {
        await using var chain = await Chain.StartAsync();

        await chain.TheFirstAdministratorSetsUpTheInstallationAsync();
        await chain.TheAdministratorInvitesTheStaffAsync();
        await chain.EverybodyAcceptsThroughTheMailedLinkAsync();

        await chain.TheProgramOfficerFillsAFundAsync();
        await chain.TheProgramOfficerPublishesACallAsync();
        await chain.AnybodyReadsTheCallAsync();

        await chain.AnArchivistRegistersAndConfirmsTheAddressAsync();
        await chain.TheArchivistRegistersTheArchiveAndInvitesItsOfficialAsync();
        await chain.TheArchivistStartsAnApplicationAsync();
        await chain.TheArchivistFillsTheFormThoughTheLineBreaksAsync();
        await chain.TheArchivistHandsItInAndGetsAReceiptAsync();

        await chain.StaffScreenItAndAskTwoReviewersAsync();
        await chain.AReviewerDeclaresAConflictAndIsShutOutAsync();
        await chain.AnotherTakesThePlaceAsync();
        await chain.BothReviewersScoreEveryCriterionAsync();

        await chain.TheSecretaryRecommendsAnAmountFromTheRankedListAsync();
        await chain.TheAuthorityApprovesAndTheFundCommitsTheMoneyAsync();
        await chain.StaffTellTheApplicantAsync();

        await chain.TheGrantsOfficerMakesTheAwardAndItsLetterAsync();
        await chain.ASecondOfficerApprovesTheLetterAsync();
        await chain.TheLetterIsIssuedByMailAsync();
        await chain.TheOfficialSignsAndTheFunderCountersignsAsync();

        await chain.TheFirstPaymentIsRequestedApprovedExportedAndPaidAsync();

        await chain.TheArchiveDeliversABatchThatIsRefusedInPlainWordsAsync();
        await chain.TheArchiveMendsTheBatchAsync();
        await chain.StaffAcceptTheDeliveryAndThePaymentBecomesDueAsync();

        await chain.TheCatalogEditorPublishesTheItemsAsync();
        await chain.AnybodyFindsTheItemByAHebrewWordAsync();
        await chain.AnybodyFollowsTheLinkToTheAwardAndBackAsync();

        await chain.StaffReadTheDashboardAsync();
        await chain.EverybodyExportsTheirListsAsync();
        await chain.TheAuditorReadsEverythingAndCanChangeNothingAsync();

        chain.NoPageHadAFault();
    }
}
