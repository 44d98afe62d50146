using Grants.Web.Platform.Jobs;

namespace Grants.Web.Platform.Mail;

public static class MailRegistration
{
    public static IServiceCollection AddMailSending(
        this IServiceCollection services,
        MailSettings settings
    )
    {
        services.AddSingleton(settings).AddScoped<SendDueMail>().AddJob<MailJob>();
        return settings.Smtp is { } server
            ? services.AddScoped<IMailTransport>(_ => new SmtpTransport(server))
            : services.AddScoped<IMailTransport>(_ => new PickupFolder(settings.PickupFolder));
    }
}

/// <summary>Looks for mail to send every few seconds; a use case whose mail shouldn't wait even for that wakes it.</summary>
public sealed class MailJob(JobHost host) : RecurringJob(host)
{
    protected override TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<SendDueMail>().RunAsync(cancel);
}
