using Grants.Data;
using Grants.Tests.Support;
using Grants.Web.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Grants.Tests.Platform.Jobs;

public sealed class RecurringJobTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_comes_at_once_and_again_after_the_interval()
    {
        var clock = new FakeTimeProvider(TestDb.Start);
        await using var app = await StartAsync(clock);
        var job = app.Services.GetRequiredService<CountingJob>();

        await job.Rounds.WaitAsync(Cancel);

        var second = job.Rounds.WaitAsync(Cancel);
        while (!second.IsCompleted)
        {
            clock.Advance(CountingJob.Every);
            await Task.Yield();
        }
        await second;
    }

    [Fact]
    public async Task Waking_begins_a_round_before_the_interval_has_passed()
    {
        await using var app = await StartAsync(new FakeTimeProvider(TestDb.Start));
        var job = app.Services.GetRequiredService<CountingJob>();
        await job.Rounds.WaitAsync(Cancel);

        job.Wake();

        await job.Rounds.WaitAsync(Cancel);
    }

    [Fact]
    public async Task A_round_that_fails_does_not_end_the_job()
    {
        await using var app = await StartAsync(new FakeTimeProvider(TestDb.Start));
        var job = app.Services.GetRequiredService<CountingJob>();
        await job.Rounds.WaitAsync(Cancel);

        job.Fails = true;
        job.Wake();
        await job.Rounds.WaitAsync(Cancel);
        job.Wake();

        await job.Rounds.WaitAsync(Cancel);
    }

    [Fact]
    public async Task A_node_without_background_work_runs_no_round_by_itself()
    {
        await using var app = await TestApp.StartAsync(b => b.Services.AddJob<CountingJob>());
        var job = app.Services.GetRequiredService<CountingJob>();
        job.ExecuteTask!.IsCompletedSuccessfully.Should().BeTrue();

        await job.RunRoundAsync(Cancel);

        job.Rounds.CurrentCount.Should().Be(1);
    }

    private static Task<TestApp> StartAsync(FakeTimeProvider clock) =>
        TestApp.StartAsync(
            b => b.Services.AddSingleton<TimeProvider>(clock).AddJob<CountingJob>(),
            "Jobs:Enabled=true",
            "Logging:LogLevel:Default=None"
        );

    private sealed class CountingJob(JobHost host) : RecurringJob(host)
    {
        public static readonly TimeSpan Every = TimeSpan.FromHours(1);

        public SemaphoreSlim Rounds { get; } = new(0);

        public bool Fails { get; set; }

        protected override TimeSpan Interval => Every;

        protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
        {
            await using var db = await services
                .GetRequiredService<IDbContextFactory<GrantsDb>>()
                .CreateDbContextAsync(cancel);
            (await db.Funders.CountAsync(cancel)).Should().BeLessThan(2);
            Rounds.Release();
            if (Fails)
                throw new InvalidOperationException("This round fails.");
        }
    }
}
