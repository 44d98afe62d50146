namespace Grants.Web.Features.Mail;

public static class MailRoutes
{
    public const string List = "/work/mail";
    public const string Failed = "/work/mail?state=Failed";
    public const string Csv = "/work/mail.csv";

    public static string Of(Guid mailId) => $"{List}/{mailId}";
}
