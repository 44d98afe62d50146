using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Files;
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
            .HasMany(a => a.Collaborators)
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
        submission
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(s => s.PdfId)
            .OnDelete(DeleteBehavior.Restrict);
        submission.HasIndex("ApplicationId", nameof(Submission.Number)).IsUnique();
    }
}

internal sealed class CollaboratorConfiguration : IEntityTypeConfiguration<Collaborator>
{
    public void Configure(EntityTypeBuilder<Collaborator> collaborator)
    {
        collaborator.Property<Guid>("ApplicationId");
        collaborator.ToTable("Collaborators");
        collaborator.HasKey("ApplicationId", nameof(Collaborator.PersonId));
        collaborator.HasIndex(c => c.PersonId);
        collaborator
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(c => c.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CommentThreadConfiguration : IEntityTypeConfiguration<CommentThread>
{
    public void Configure(EntityTypeBuilder<CommentThread> thread)
    {
        thread.ToTable("CommentThreads");
        thread.Property(t => t.Place).HasMaxLength(CommentThread.MaxPlaceLength);
        thread.Property(t => t.ResolvedByName).HasMaxLength(200);
        thread.HasIndex(t => t.ApplicationId);
        thread
            .HasOne<Application>()
            .WithMany()
            .HasForeignKey(t => t.ApplicationId)
            .OnDelete(DeleteBehavior.Cascade);
        thread
            .HasMany(t => t.Comments)
            .WithOne()
            .HasForeignKey("ThreadId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.Property<Guid>("ThreadId");
        comment.ToTable("Comments");
        comment.Property(c => c.Text).HasMaxLength(CommentThread.MaxLength);
        comment.Property(c => c.ByName).HasMaxLength(200);
        // Of two nodes that tell at once, one fails to save.
        comment.Property(c => c.ToldAt).IsConcurrencyToken();
        comment.HasIndex(c => c.ToldAt);
    }
}

internal sealed class VisitConfiguration : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> visit)
    {
        visit.ToTable("Visits");
        visit.Property(v => v.Place).HasMaxLength(CommentThread.MaxPlaceLength);
        visit.HasKey(v => new
        {
            v.ApplicationId,
            v.PersonId,
            v.Place,
        });
        visit
            .HasOne<Application>()
            .WithMany()
            .HasForeignKey(v => v.ApplicationId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("Messages");
        message.Property(m => m.Text).HasMaxLength(-1);
        message.Property(m => m.ByName).HasMaxLength(200);
        message.HasIndex(m => new { m.ApplicationId, m.At });
        message
            .HasOne<Application>()
            .WithMany()
            .HasForeignKey(m => m.ApplicationId)
            .OnDelete(DeleteBehavior.Cascade);
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
