namespace Grants.Web.Features.Disbursements.Paying;

/// <summary>How a payment is found again on the bank statement.</summary>
public sealed record BankEntry(DateOnly PaidOn, string Reference);
