using System.Globalization;
using System.Text;
using Grants.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Grants.Tests.Journeys;

/// <summary>Step 7: the first payment.</summary>
internal sealed partial class Chain
{
    private string FirstPayment => $"payment 1 of {_number}";

    public async Task TheFirstPaymentIsRequestedApprovedExportedAndPaidAsync()
    {
        var finance = Of(FinanceOfficer);
        await finance.OpenAsync("/work/payments");
        await SaysAsync(finance, "$4,600.00");
        await LookAsync(finance, "07-due");
        await LookOnAPhoneAsync(finance, "07-due");
        await PressAsync(finance, $"Request {FirstPayment}");
        await SaysAsync(finance, "No payments here");
        await finance.OpenAsync("/work/payments?status=Requested");
        await SaysAsync(finance, _number);
        await Expect(Button(finance, $"Approve {FirstPayment}")).ToHaveCountAsync(0);

        var approver = Of(FinanceApprover);
        await approver.OpenAsync("/work/payments?status=Requested");
        await LookAsync(approver, "07-requested");
        await PressAsync(approver, $"Approve {FirstPayment}");
        await SaysAsync(approver, "No payments here");

        await finance.OpenAsync("/work/payments?status=Approved");
        await finance.GetByLabel($"Put {FirstPayment} into the file").CheckAsync();
        await LookAsync(finance, "07-approved");
        await PressAsync(finance, "Put 1 into a payment file");
        var file = finance.GetByRole(AriaRole.Link, new() { NameRegex = new("^PAY-") });
        var export = await DownloadAsync(finance, await file.InnerTextAsync());
        Encoding.UTF8.GetString(export).Should().Contain(_number).And.Contain("4600");

        await finance.OpenAsync("/work/payments?status=Exported");
        await PressAsync(finance, $"Mark as paid: {FirstPayment}");
        var dialog = finance.GetByRole(AriaRole.Dialog);
        await dialog
            .GetByLabel("Day on the bank statement")
            .FillAsync(Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await dialog.GetByLabel("Reference of the bank or bookkeeper").FillAsync("WIRE-77");
        await LookAsync(finance, "07-paying");
        await PressInDialogAsync(finance, "Mark as paid");
        await SaysAsync(finance, "No payments here");
        await finance.OpenAsync("/work/payments?status=All");
        await LookAsync(finance, "07-all");
        await FollowAsync(finance, $"{_number}, no. 1");
        await HeadedAsync(finance, $"Payment 1 of {_number}");
        await SaysAsync(finance, "WIRE-77");
        await LookAsync(finance, "07-paid");
        await LookOnAPhoneAsync(finance, "07-paid");
        await MailAsync(Archivist, $"$4,600.00 was paid for {_number}");
    }
}
