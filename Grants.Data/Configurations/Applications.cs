using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class ApplicationConfiguration : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> application)
    {
        application.Property(a => a.Title).HasMaxLength(Application.MaxTitleLength);
        application.Property(a => a.ReferenceNumber).HasMaxLength(40);
        application.HasIndex(a => a.ReferenceNumber).IsUnique();
        application.HasIndex(a => new { a.CallId, a.Status });
        application.HasIndex(a => a.OrganizationId);
        application.Ignore(a => a.Granted);
        application.Property(a => a.Eligibility).HasJsonText();
        // No foreign key: a letter that is thrown away with a test takes nothing else along.
        application.HasIndex(a => a.LetterId);
        application
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(a => a.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
        application
            .HasOne<Call>()
            .WithMany()
            .HasForeignKey(a => a.CallId)
            .OnDelete(DeleteBehavior.Restrict);
        application
            .HasOne<FormVersion>()
            .WithMany()
            .HasForeignKey(a => a.FormVersionId)
            .OnDelete(DeleteBehavior.Restrict);
        application
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(a => a.LeadId)
            .OnDelete(DeleteBehavior.Restrict);
        application
            .HasMany(a => a.Answers)
            .WithOne()
            .HasForeignKey("ApplicationId")
            .OnDelete(DeleteBehavior.Cascade);
        application
            .HasMany(a => a.Submissions)
            .WithOne()
            .HasForeignKey("ApplicationId")
            .OnDelete(DeleteBehavior.Cascade);
        application
            .HasMany(a => a.Recommendations)
            .WithOne()
            .HasForeignKey("ApplicationId")
            .OnDelete(DeleteBehavior.Cascade);
        application
            .HasMany(a => a.Decisions)
            .WithOne()
            .HasForeignKey("ApplicationId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StageInvitationConfiguration : IEntityTypeConfiguration<StageInvitation>
{
    public void Configure(EntityTypeBuilder<StageInvitation> invitation)
    {
        invitation.ToTable("StageInvitations");
        invitation.Property(i => i.ByName).HasMaxLength(200);
        invitation.HasIndex(i => new { i.CallId, i.LetterId }).IsUnique();
        invitation
            .HasOne<Call>()
            .WithMany()
            .HasForeignKey(i => i.CallId)
            .OnDelete(DeleteBehavior.Restrict);
        invitation
            .HasOne<Application>()
            .WithMany()
            .HasForeignKey(i => i.LetterId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AnswerConfiguration : IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Answer> answer)
    {
        answer.Property<Guid>("ApplicationId");
        answer.ToTable("Answers");
        answer.HasKey("ApplicationId", nameof(Answer.QuestionKey));
        answer.Property(a => a.QuestionKey).HasMaxLength(100);
        answer.Property(a => a.Value).HasMaxLength(-1);
        answer.Property(a => a.Version).IsConcurrencyToken();
        answer.Property(a => a.SavedByName).HasMaxLength(200);
    }
}

internal sealed class SubmissionConfiguration : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> submission)
    {
        submission.Property<Guid>("ApplicationId");
        submission.ToTable("Submissions");
        submission.Property(s => s.AnswersJson).HasMaxLength(-1);
        submission.Property(s => s.Sha256).HasMaxLength(64);
        submission.HasIndex("ApplicationId", nameof(Submission.Number)).IsUnique();
    }
}

internal sealed class RecommendationConfiguration : IEntityTypeConfiguration<Recommendation>
{
    public void Configure(EntityTypeBuilder<Recommendation> recommendation)
    {
        recommendation.ToTable("Recommendations");
        recommendation.Property(r => r.Conditions).HasMaxLength(4000);
        recommendation.Property(r => r.Rationale).HasMaxLength(-1);
        recommendation.Property(r => r.RecordedByName).HasMaxLength(200);
    }
}

internal sealed class DecisionConfiguration : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("Decisions");
        decision.Property(d => d.Verb).HasMaxLength(40);
        decision.Property(d => d.Conditions).HasMaxLength(4000);
        decision.Property(d => d.Rationale).HasMaxLength(-1);
        decision.Property(d => d.DecidedByName).HasMaxLength(200);
    }
}
